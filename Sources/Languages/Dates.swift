import Primitives

/// Moments as the reader's language and zone say them, seen from `now`.
package struct Dates: Sendable {
    package let words: Words
    package let zone: Zone
    package let now: Instant
    private let names: CalendarNames
    private let today: CivilTime

    package init(_ words: Words, zone: Zone, now: Instant) {
        self.words = words
        self.zone = zone
        self.now = now
        names = .of(words.language)
        today = CivilTime(now, in: zone)
    }

    /// `11:32`.
    package func clock(_ instant: Instant) -> String { clock(CivilTime(instant, in: zone)) }

    /// `20 November 2026`.
    package func day(_ instant: Instant) -> String {
        let time = CivilTime(instant, in: zone)
        return assembled { names.day.append(time, to: &$0) }
    }

    /// `20 November 2026, 11:32`: what a hover shows.
    package func exact(_ instant: Instant) -> String {
        let time = CivilTime(instant, in: zone)
        return assembled {
            names.day.append(time, to: &$0)
            $0.append(contentsOf: names.beforeTime.utf8)
            $0.append(clock: time)
        }
    }

    /// `20 Nov`; with the year where it is not this one's.
    package func shortDay(_ instant: Instant) -> String { shortDay(CivilTime(instant, in: zone)) }

    /// For the edge of a list: `now`, `2 min`, `11:32`, `yesterday`, `18 Nov`, `3 Mar 2025`.
    package func brief(_ instant: Instant) -> String {
        let minutes = (now - instant).microseconds / 60_000_000
        if instant <= now, minutes < 60 { return minutes == 0 ? names.now : names.minutes.filled(String(minutes)) }
        let time = CivilTime(instant, in: zone)
        switch time.dayNumber - today.dayNumber {
        case 0: return clock(time)
        case -1: return names.yesterday
        case 1: return names.tomorrow
        default: return shortDay(time)
        }
    }

    /// Beside what was said: `today, 11:32`, `yesterday, 17:40`, `12 Aug, 10:04`.
    package func stamp(_ instant: Instant) -> String {
        let time = CivilTime(instant, in: zone)
        return assembled {
            switch time.dayNumber - today.dayNumber {
            case 0: $0.append(contentsOf: names.today.utf8)
            case -1: $0.append(contentsOf: names.yesterday.utf8)
            case 1: $0.append(contentsOf: names.tomorrow.utf8)
            default: shortPattern(time).append(time, to: &$0)
            }
            $0.append(contentsOf: names.beforeTime.utf8)
            $0.append(clock: time)
        }
    }

    /// For the `datetime` of a `<time>` element: `2026-11-20T10:32:00Z`.
    package func machine(_ instant: Instant) -> String {
        let time = CivilTime(instant, in: .utc)
        return assembled {
            $0.append(decimal: time.year, width: 4)
            for (mark, number) in [("-", time.month), ("-", time.day), ("T", time.hour), (":", time.minute), (":", time.second)] as [(Unicode.Scalar, Int)] {
                $0.append(UInt8(ascii: mark))
                $0.append(decimal: number, width: 2)
            }
            $0.append(UInt8(ascii: "Z"))
        }
    }

    private func clock(_ time: CivilTime) -> String { assembled { $0.append(clock: time) } }

    private func shortDay(_ time: CivilTime) -> String { assembled { shortPattern(time).append(time, to: &$0) } }

    private func shortPattern(_ time: CivilTime) -> DatePattern {
        time.year == today.year ? names.shortDay : names.shortDayYear
    }
}

extension Dates {
    /// When something falls due. `text` stands beside the ring: `12 min`, `1 h 26 min`, `Mon 10:00`, `18 Nov`; what is
    /// past: `8 min late`.
    package func due(_ instant: Instant) -> String {
        if instant < now { return words("date.late", ["time": roughly(now - instant)]) }
        let left = instant - now
        if left < .hours(12) { return length(left) }
        let time = CivilTime(instant, in: zone)
        let days = time.dayNumber - today.dayNumber
        if days < 7 { return "\(names.shortDays[time.weekday]) \(clock(time))" }
        return shortDay(time)
    }

    /// How long something took, in two units at most: `40 s`, `1 min 12 s`, `1 h 26 min`, `3 days 4 h`.
    package func length(_ duration: Duration) -> String {
        let seconds = Int(max(0, duration.microseconds / 1_000_000))
        let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60)
        if days > 0 { return joined(words.count("date.days", days), hours > 0 ? unit(names.hours, hours) : nil) }
        if hours > 0 { return joined(unit(names.hours, hours), minutes > 0 ? unit(names.minutes, minutes) : nil) }
        if minutes >= 10 { return unit(names.minutes, minutes) }
        if minutes > 0 { return joined(unit(names.minutes, minutes), seconds % 60 > 0 ? unit(names.seconds, seconds % 60) : nil) }
        return unit(names.seconds, seconds)
    }

    /// A silence in its largest unit: `3 hours`, `2 days`, `6 weeks`, `5 months`, `2 years`.
    package func silence(_ duration: Duration) -> String {
        let hours = Int(max(0, duration.microseconds / 3_600_000_000))
        let days = hours / 24
        return switch days {
        case 0: words.count("date.hoursLong", hours)
        case ..<14: words.count("date.days", days)
        case ..<70: words.count("date.weeks", days / 7)
        case ..<730: words.count("date.months", days * 12 / 365)
        default: words.count("date.years", days / 365)
        }
    }

    private func roughly(_ duration: Duration) -> String {
        let minutes = Int(duration.microseconds / 60_000_000)
        if minutes < 60 { return unit(names.minutes, max(1, minutes)) }
        if minutes < 48 * 60 { return unit(names.hours, minutes / 60) }
        return words.count("date.days", minutes / 1440)
    }

    private func unit(_ phrase: Phrase, _ number: Int) -> String { phrase.filled(String(number)) }

    private func joined(_ first: String, _ second: String?) -> String {
        second.map { "\(first) \($0)" } ?? first
    }
}
