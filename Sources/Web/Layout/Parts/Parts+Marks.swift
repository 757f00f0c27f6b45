import Languages
import Markup
import Primitives

extension Parts {
    package func icon(_ icon: Icon) -> HTML { icon.html }

    /// The state with its shape and name; `name` where an admin gave one.
    package func state(_ mark: StateMark, _ name: String? = nil) -> HTML {
        guard let name else { return WrittenMarks.of(words.language).states[mark] ?? .empty }
        return "<span class=\"state \(mark.rawValue)\"><span class=\"cut\">\(name)</span></span>"
    }

    /// The tier as steps with its number.
    package func tier(_ number: Int) -> HTML {
        let tiers = WrittenMarks.of(words.language).tiers
        return tiers.indices.contains(number) ? tiers[number] : WrittenMarks.tier(number, words)
    }

    /// The channel as an icon with its name on hover and aloud.
    package func channel(_ mark: ChannelMark) -> HTML {
        WrittenMarks.of(words.language).channels[mark] ?? .empty
    }

    /// The ways a talk has taken, oldest first.
    package func trail(_ channels: [ChannelMark]) -> HTML {
        let names = channels.map { words("channel." + $0.rawValue) }.joined(separator: ", ")
        let last = channels.count - 1
        let marks = channels.enumerated().map { index, mark -> HTML in
            "<span class=\"channel\(index == last ? " now" : "")\">\(mark.icon.html)</span>"
        }
        return "<span class=\"trail\" role=\"img\" aria-label=\"\(names)\" title=\"\(names)\">\(marks)</span>"
    }

    /// A small piece of meaning: `VIP`, `In stock`.
    package func badge(_ text: String, _ tone: Tone = .plain, icon: Icon? = nil) -> HTML {
        "<span class=\"chip \(tone.rawValue)\">\(icon?.html)\(text)</span>"
    }

    /// A tag; `.plain` chip with its sign.
    package func tag(_ name: String) -> HTML { badge(name, icon: .tag) }

    /// A promise: `.accent` while it runs, `.warning` when due, `.positive` when kept.
    package func flag(_ text: String, _ tone: Tone) -> HTML {
        let look = tone == .accent ? " open" : tone == .positive ? " kept" : ""
        return "<span class=\"flag\(look)\">\(Icon.flag.html)<span class=\"word\">\(text)</span></span>"
    }

    /// Time that runs out, as a ring that empties beside `text` (see `Dates.due`).
    package func due(_ text: String, _ mark: DueMark) -> HTML {
        switch mark {
        case .running(let left): "<span class=\"due\">\(ring(left))\(text)</span>"
        case .soon(let left): "<span class=\"due soon\">\(ring(left))\(text)</span>"
        case .late: "<span class=\"due late\">\(ring(0))\(text)</span>"
        case .paused: "<span class=\"due paused\">\(text)</span>"
        }
    }

    private func ring(_ left: Int) -> HTML {
        """
        <svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6"/>\
        <circle cx="8" cy="8" r="6" pathLength="100" stroke-dasharray="\(min(100, max(0, left))) 100"/></svg>
        """
    }

    /// A person as initials; hidden from screen readers, as the name stands beside it. `us`: a colleague; `here`: present now.
    package func avatar(_ name: String, us: Bool = false, here: Bool = false, large: Bool = false) -> HTML {
        """
        <span class="avatar\(us ? " us" : "")\(here ? " here" : "")\(large ? " l" : "")" aria-hidden="true">\(Self.initials(of: name))</span>
        """
    }

    /// Two letters: of the first and the last word; `?` where there is none.
    package static func initials(of name: String) -> String {
        let words = name.split { !$0.isLetter && !$0.isNumber }
        guard let first = words.first?.first else { return "?" }
        let last = words.count > 1 ? words[words.count - 1].first.map(String.init) ?? "" : ""
        return (String(first) + last).uppercased()
    }

    /// A moment, shortly said (`2 min`, `yesterday`), with the exact time on hover. Young ones are kept fresh by scripts.
    package func time(_ instant: Instant, end: Bool = false) -> HTML {
        moment(instant, dates.brief(instant), end: end, fresh: dates.now - instant < .hours(1))
    }

    /// A moment beside what was said: `today, 11:32`.
    package func stamp(_ instant: Instant) -> HTML {
        moment(instant, dates.stamp(instant), end: false, fresh: false)
    }

    private func moment(_ instant: Instant, _ text: String, end: Bool, fresh: Bool) -> HTML {
        """
        <time\(end ? " class=\"end\"" : HTML.empty) datetime="\(dates.machine(instant))" title="\(dates.exact(instant))"\
        \(fresh ? " data-fresh" : HTML.empty)>\(text)</time>
        """
    }
}
