import Customisation
import Testing

@Suite("Opening hours")
struct OpeningHoursTests {
    @Test("Monday to Friday nine to six, as everyone writes it")
    func readsWeek() {
        #expect(OpeningHours(setting: "mon-fri 09:00-18:00") == .weekdays)
        #expect(OpeningHours(setting: OpeningHours.weekdays.settingText) == .weekdays)
    }

    @Test("a lunch break and a short Saturday come back as they were written")
    func readsBreaks() throws {
        let text = "mon 09:00-13:00 14:00-18:00\nsat 10:00-24:00"
        let hours = try #require(OpeningHours(setting: text))
        #expect(hours.settingText == text)
        #expect(hours.days[.sat] == [600..<1440])
        #expect(hours.days[.sun] == nil)
    }

    @Test("an empty text is a desk that never opens")
    func readsNothing() {
        #expect(OpeningHours(setting: " \n;")?.days.isEmpty == true)
    }

    @Test(
        "what cannot be a week is refused",
        arguments: [
            "mon 18:00-09:00", "mon 09:00", "fri-mon 09:00-18:00", "noday 09:00-18:00", "mon 09:00-13:00 12:00-18:00", "mon 25:00-26:00",
            "mon 9-18", "mon 09:00-24:01", "mon 09:00-18:00; mon 09:00-10:00", "mon-tue-wed 09:00-18:00", "mon -1:00-18:00", "- 09:00-10:00",
        ])
    func refuses(text: String) {
        #expect(OpeningHours(setting: text) == nil)
    }
}
