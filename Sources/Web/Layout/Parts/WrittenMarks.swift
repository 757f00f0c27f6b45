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

    /// Three steps, drawn by the style sheet, as many of them dark as the tier is high.
    static func tier(_ number: Int, _ words: Words) -> HTML {
        """
        <span class="tier" data-tier="\(min(number, 3))"><span class="sr">\(words("ticket.tier")) </span>\(number)</span>
        """
    }
}
