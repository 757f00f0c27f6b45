import Primitives

/// When a desk is open in a week of its zone. Holidays are another matter.
///
/// As text one day to a line: `mon 09:00-13:00 14:00-18:00`. Read are days joined by `-` and lines joined by `;` too:
/// `mon-fri 09:00-18:00; sat 10:00-14:00`. A day that is not named is closed.
package struct OpeningHours: SettingValue {
    package enum Weekday: String, Sendable, CaseIterable {
        case mon, tue, wed, thu, fri, sat, sun
    }

    /// Minutes since midnight, ascending, apart from each other; a day may end at 24:00, which is 1,440.
    package let days: [Weekday: [Range<Int>]]

    package init(_ days: [Weekday: [Range<Int>]]) {
        self.days = days.filter { !$0.value.isEmpty }
    }

    /// Monday to Friday, 9 to 18.
    package static let weekdays = OpeningHours(
        Dictionary(uniqueKeysWithValues: Weekday.allCases.prefix(5).map { ($0, [9 * 60..<18 * 60]) }))

    package init?(setting text: String) {
        var days: [Weekday: [Range<Int>]] = [:]
        for line in text.lowercased().split(whereSeparator: { $0 == ";" || $0.isNewline }) {
            let words = line.split(whereSeparator: \.isWhitespace)
            guard let first = words.first else { continue }
            guard let named = Self.weekdays(first) else { return nil }
            let hours = words.dropFirst().map(Self.hours)
            guard let hours = hours as? [Range<Int>], Self.areApart(hours) else { return nil }
            for day in named {
                guard days.updateValue(hours, forKey: day) == nil else { return nil }
            }
        }
        self.init(days)
    }

    package var settingText: String {
        Weekday.allCases.compactMap { day in
            days[day].map { hours in
                "\(day.rawValue) " + hours.map { "\(Self.time($0.lowerBound))-\(Self.time($0.upperBound))" }.joined(separator: " ")
            }
        }.joined(separator: "\n")
    }

    private static func weekdays(_ word: Substring) -> [Weekday]? {
        let ends = word.split(separator: "-", omittingEmptySubsequences: false).map { Weekday(rawValue: String($0)) }
        let all = Weekday.allCases
        guard (1...2).contains(ends.count), let from = ends[0].flatMap(all.firstIndex), let to = ends.last?.flatMap(all.firstIndex),
            from <= to
        else { return nil }
        return Array(all[from...to])
    }

    private static func hours(_ word: Substring) -> Range<Int>? {
        let ends = word.split(separator: "-", omittingEmptySubsequences: false).map(minutes)
        guard ends.count == 2, let from = ends[0], let to = ends[1], from < to else { return nil }
        return from..<to
    }

    private static func minutes(_ word: Substring) -> Int? {
        let parts = word.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ (1...2).contains($0.utf8.count) }), let hour = Int(parts[0]), let minute = Int(parts[1]),
            (0...24).contains(hour), (0...59).contains(minute), hour < 24 || minute == 0
        else { return nil }
        return hour * 60 + minute
    }

    private static func areApart(_ hours: [Range<Int>]) -> Bool {
        zip(hours, hours.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound }
    }

    private static func time(_ minutes: Int) -> String {
        let (hour, minute) = minutes.quotientAndRemainder(dividingBy: 60)
        return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }
}
