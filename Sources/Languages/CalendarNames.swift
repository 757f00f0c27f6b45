import Primitives

/// Names of months and days of one language, read once from its texts.
struct CalendarNames: Sendable {
    let months: [String], shortMonths: [String], shortDays: [String], days: [String]
    let day: DatePattern, shortDay: DatePattern, shortDayYear: DatePattern
    /// What stands between a day and its time: `, `.
    let beforeTime: String
    let seconds: Phrase, minutes: Phrase, hours: Phrase
    let now: String, today: String, yesterday: String, tomorrow: String

    private static let en = CalendarNames(.en)
    private static let es = CalendarNames(.es)
    private static let pt = CalendarNames(.pt)
    private static let ro = CalendarNames(.ro)

    static func of(_ language: Language) -> CalendarNames {
        switch language {
        case .en: en
        case .es: es
        case .pt: pt
        case .ro: ro
        }
    }

    private init(_ language: Language) {
        let words = Words(language)
        months = (1...12).map { words("date.month.\($0)") }
        shortMonths = (1...12).map { words("date.monthShort.\($0)") }
        days = (1...7).map { words("date.weekday.\($0)") }
        shortDays = (1...7).map { words("date.weekdayShort.\($0)") }
        day = DatePattern(words("date.pattern.day"), months: months)
        shortDay = DatePattern(words("date.pattern.shortDay"), months: shortMonths)
        shortDayYear = DatePattern(words("date.pattern.shortDayYear"), months: shortMonths)
        beforeTime = words("date.beforeTime").replacing("{time}", with: "")
        seconds = Phrase(words("date.seconds"))
        minutes = Phrase(words("date.minutes"))
        hours = Phrase(words("date.hours"))
        now = words("date.now")
        today = words("date.today")
        yesterday = words("date.yesterday")
        tomorrow = words("date.tomorrow")
    }
}
