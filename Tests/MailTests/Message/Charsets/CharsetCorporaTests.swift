import Foundation
import Testing

@testable import Mail

@Suite("encodings as others state them", .enabled(if: MailCorpora.isThere("charsets"), "corpora are missing"))
struct CharsetCorporaTests {
    @Test("tables of the WHATWG and of Python decode equal")
    func tables() throws {
        for sample in try MailCorpora.samples("charsets") where ["hsivonen/encoding_rs", "kszr/cpython"].contains(sample.source) {
            let (label, text) = (sample.expected?["charset"] as? String ?? "", sample.expected?["utf8"] as? String ?? "")
            let charset = try #require(Charset(label: label), "\(label)")
            let found = charset.decode(sample.bytes)
            let (one, other) = (Array(found.unicodeScalars), Array(text.unicodeScalars))
            let first = zip(one, other).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? 0
            let isEqual = one == other
            #expect(isEqual, "\(sample.name) differs at \(first): \(String(String.UnicodeScalarView(one[first...].prefix(12)))), not \(String(String.UnicodeScalarView(other[first...].prefix(12))))")
        }
    }

    @Test("HTML names its encoding as html5lib finds it")
    func sniffing() throws {
        for sample in try MailCorpora.samples("charsets") where sample.source == "html5lib/html5lib-tests" {
            let expected = (sample.expected?["html_sniffed_charset"] as? String).flatMap(Charset.init(label:))
            #expect((HTMLCharset.sniffed(sample.bytes) ?? .windows1252) == expected, "\(sample.name)")
        }
    }

    @Test("texts without a label are mostly guessed right")
    func guessing() throws {
        var score = MailScore()
        for sample in try MailCorpora.samples("charsets") where sample.source == "chardet/chardet" {
            guard let hash = sample.expected?["utf8_sha256"] as? String else { continue }
            let guess = Charset.guess(sample.bytes)
            let found = contentHash(Array(guess.decode(sample.bytes).utf8))
            score.count(sample.source, sample.name, "text", found == hash, "expected \(sample.expected?["charset"] ?? ""), guessed \(guess.name)")
        }
        print(score.table)
        #expect(score.share >= 0.75)
    }
}
