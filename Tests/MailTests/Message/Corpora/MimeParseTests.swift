import Testing

@testable import Mail

@Suite("mails whose reading others stated", .enabled(if: MailCorpora.isThere("mime-parse"), "corpora are missing"))
struct MimeParseTests {
    @Test("at least 95 of 100 stated fields are read as stated")
    func score() throws {
        var score = MailScore()
        for sample in try MailCorpora.samples("mime-parse") {
            let message = MailParser().parse(sample.bytes)
            StatedFields(sample)?.score(message, sample, into: &score)
        }
        print(score.table)
        #expect(score.share >= 0.95)
    }
}
