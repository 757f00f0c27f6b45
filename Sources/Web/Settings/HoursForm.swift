import Customisation
import Gate
import Languages
import Markup
import Primitives

/// When the desk is open, a line a day: `09:00-13:00 14:00-18:00`, empty for a closed day.
struct HoursForm: Sendable {
    private var days: [OpeningHours.Weekday: String]

    init(_ hours: OpeningHours) {
        days = Dictionary(uniqueKeysWithValues: OpeningHours.Weekday.allCases.map { day in
            (day, (hours.days[day] ?? []).map { "\(Self.time($0.lowerBound))-\(Self.time($0.upperBound))" }.joined(separator: " "))
        })
    }

    init(keeping form: Form) {
        days = Dictionary(uniqueKeysWithValues: OpeningHours.Weekday.allCases.map { ($0, (try? form.text($0.rawValue, most: 100)) ?? "") })
    }

    mutating func set(_ day: OpeningHours.Weekday, _ text: String) { days[day] = text }

    /// Throws ``FormError`` for the first day that cannot be read.
    func hours() throws -> OpeningHours {
        var lines: [String] = []
        for day in OpeningHours.Weekday.allCases {
            guard let text = days[day]?.replacing("–", with: "-").replacing(",", with: " "), !text.trimmed.isEmpty else { continue }
            let line = "\(day.rawValue) \(text)"
            guard OpeningHours(setting: line) != nil, !text.contains(";") else { throw FormError(day.rawValue, "settings.hours.unreadable") }
            lines.append(line)
        }
        guard let hours = OpeningHours(setting: lines.joined(separator: "\n")) else { throw FormError("mon", "settings.hours.unreadable") }
        return hours
    }

    func fields(_ words: Words, _ trouble: FormTrouble) -> [Field] {
        OpeningHours.Weekday.allCases.enumerated().map { index, day in
            Field(
                day.rawValue, words("date.weekday.\(index + 1)"), value: days[day] ?? "",
                hint: index == 0 ? words("settings.hours.hint") : nil, error: trouble.about(day.rawValue, words),
                placeholder: words("settings.hours.closed"), autocomplete: "off")
        }
    }

    private static func time(_ minutes: Int) -> String {
        let (hour, minute) = minutes.quotientAndRemainder(dividingBy: 60)
        return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }
}

struct HoursPage: SettingsPage {
    let place = SettingsPlace.hours
    let form: HoursForm
    let zone: String
    let trouble: FormTrouble
    let words: Words

    func content(_ parts: Parts) -> HTML {
        parts.section(
            words("settings.hours"), hint: words("settings.hours.zone", ["zone": zone]),
            parts.sheetForm("/settings/hours", form.fields(words, trouble), trouble: trouble))
    }
}
