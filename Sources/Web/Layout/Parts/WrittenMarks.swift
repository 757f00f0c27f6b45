import Languages
import Markup
import Primitives

/// The marks that stand in every row, written once per language.
struct WrittenMarks: Sendable {
    let states: [StateMark: HTML]
    let channels: [ChannelMark: HTML]
    /// By number; the first is never shown.
    let tiers: [HTML]

    private static let en = WrittenMarks(Words(.en))
    private static let es = WrittenMarks(Words(.es))
    private static let pt = WrittenMarks(Words(.pt))
    private static let ro = WrittenMarks(Words(.ro))

    static func of(_ language: Language) -> WrittenMarks {
        switch language {
        case .en: en
        case .es: es
        case .pt: pt
        case .ro: ro
        }
    }

    private init(_ words: Words) {
        states = Dictionary(uniqueKeysWithValues: StateMark.allCases.map { ($0, Self.state($0, words)) })
        channels = Dictionary(uniqueKeysWithValues: ChannelMark.allCases.map { ($0, Self.channel($0, words)) })
        tiers = (0...9).map { Self.tier($0, words) }
    }

    private static func state(_ mark: StateMark, _ words: Words) -> HTML {
        "<span class=\"state \(mark.rawValue)\"><span class=\"cut\">\(words("ticket.state." + mark.rawValue))</span></span>"
    }

    private static func channel(_ mark: ChannelMark, _ words: Words) -> HTML {
        let name = words("channel." + mark.rawValue)
        return "<span class=\"channel\" title=\"\(name)\">\(mark.icon.html)<span class=\"sr\">\(name)</span></span>"
    }

    /// Three steps, as many of them dark as the tier is high.
    static func tier(_ number: Int, _ words: Words) -> HTML {
        """
        <span class="tier" data-tier="\(min(number, 3))"><svg viewBox="0 0 14 12" aria-hidden="true">\
        <rect x="0" y="8" width="3.5" height="4" rx=".75"/><rect x="5" y="4.5" width="3.5" height="7.5" rx=".75"/>\
        <rect x="10" y="1" width="3.5" height="11" rx=".75"/></svg><span class="sr">\(words("ticket.tier")) </span>\(number)</span>
        """
    }
}
