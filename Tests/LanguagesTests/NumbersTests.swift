import Foundation
import Primitives
import Testing

@testable import Languages

@Suite struct NumbersTests {
    private static let locales: [Language: String] = [.en: "en_GB", .es: "es_ES", .pt: "pt_BR", .ro: "ro_RO"]

    @Test("numbers are grouped as the system's own formatter does", arguments: Language.allCases)
    func groups(language: Language) {
        let formatter = NumberFormatter()
        formatter.locale = Locale(identifier: Self.locales[language] ?? "")
        formatter.numberStyle = .decimal
        for number in [0, 7, 42, 999, 1000, 1234, 9999, 10_000, 123_456, 1_234_567, -5, -12_345] {
            #expect(Numbers(language).text(number) == formatter.string(from: number as NSNumber), "\(number)")
        }
    }

    @Test("the largest and smallest numbers do not trap")
    func extremes() {
        #expect(Numbers(.en).text(Int.min) == "-9,223,372,036,854,775,808")
        #expect(Numbers(.en).text(Int.max) == "9,223,372,036,854,775,807")
        #expect(Numbers(.en).bytes(Int.max) == "9,223,372\u{A0}TB")
    }

    @Test("sizes are told in the largest unit that leaves a number to read", arguments: [
        (0, "0 B"), (999, "999 B"), (1000, "1 kB"), (1450, "1,5 kB"), (25_000_000, "25 MB"), (1_449_000, "1,4 MB"), (3_200_000_000, "3,2 GB"),
    ])
    func sizes(bytes: Int, text: String) {
        #expect(Numbers(.es).bytes(bytes) == text.replacing(" ", with: "\u{A0}"))
    }

    @Test("shares are whole percents")
    func percents() {
        #expect(Numbers(.en).percent(0.875) == "88%")
        #expect(Numbers(.ro).percent(1) == "100\u{A0}%")
    }
}
