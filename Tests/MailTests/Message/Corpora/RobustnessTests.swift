import Foundation
import Primitives
import Testing

@testable import Mail

@Suite("mails of all kinds", .enabled(if: MailCorpora.isThere("mime-robustness"), "corpora are missing"))
struct RobustnessTests {
    static let folders = ["mime-robustness", "charsets-mail", "smime-pgp", "spam-ham", "mime-parse"]

    @Test("subject, sender and files are read as Python reads them, but for few", arguments: folders)
    func secondOpinion(_ folder: String) throws {
        let features = try MailCorpora.features(folder)
        var score = MailScore()
        for sample in try MailCorpora.samples(folder) {
            let message = MailParser().parse(sample.bytes)
            guard let feature = features[sample.name] else { continue }
            if let subject = feature["subject"] as? String {
                score.count(folder, sample.name, "subject", expected: subject.withoutSpace, found: message.subject.withoutSpace)
            }
            if let from = feature["from"] as? String, from.contains("@") {
                let addresses = message.from.map { $0.address.lowercased() }
                score.count(folder, sample.name, "from", addresses.contains { from.lowercased().withoutSpace.contains($0) }, "expected \(from), found \(addresses)")
            }
            let names = message.attachments.map(\.name)
            for attachment in feature["attachments"] as? [[Any]] ?? [] {
                guard let name = attachment.first as? String else { continue }
                score.count(folder, sample.name, "attachment", names.contains(AttachmentName.harmless(name)), "expected \(name), found \(names)")
            }
        }
        print(score.table)
        #expect(score.share >= 0.9)
    }

    @Test("signed and encrypted mail says so")
    func signedAndEncrypted() throws {
        for sample in try MailCorpora.samples("smime-pgp") {
            let message = MailParser().parse(sample.bytes)
            let keys = message.notices.map(\.key)
            #expect(keys.contains("mail.signed") || keys.contains("mail.encrypted"), "\(sample.name): \(message.attachments.map(\.type)) \(message.text.prefix(80))")
        }
    }

    @Test("no cut and no flipped byte stops the reading", arguments: folders)
    func damaged(_ folder: String) throws {
        var random = SeededRandom(seed: 42)
        for sample in try MailCorpora.samples(folder) where sample.bytes.count < 20_000 {
            for _ in 0..<6 {
                _ = MailParser().parse(Self.damaged(sample.bytes, using: &random))
            }
        }
    }

    static func damaged(_ bytes: [UInt8], using random: inout SeededRandom) -> [UInt8] {
        var bytes = bytes
        if Bool.random(using: &random) { bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random))) }
        for _ in 0..<Int.random(in: 0...20, using: &random) where bytes.count > 1 {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: place)
            case 2: bytes.insert([0, 10, 13, 34, 40, 58, 60, 61, 63, 92].randomElement(using: &random) ?? 0, at: place)
            default: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &random))
            }
        }
        return bytes
    }
}
