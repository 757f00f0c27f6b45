import Foundation
import Testing

@testable import Mail

@Suite("Outlook packages as others unpack them", .enabled(if: MailCorpora.isThere("tnef"), "corpora are missing"))
struct TNEFCorporaTests {
    /// Hashes by name, of the bytes and of the bytes with LF for CRLF, as some of the expected files went through git; bodies under
    /// the names that MimeKit gives them.
    private func files(_ content: TNEFContent) -> [String: [String]] {
        var files: [(String, [UInt8])] = content.files.map { ($0.name, $0.bytes) }
        if let html = content.html { files.append(("message.html", html)) }
        if let rtf = content.rtf { files.append(("message.rtf", rtf)) }
        return Dictionary(files.map { ($0.0, [contentHash($0.1), contentHash(withoutReturns($0.1))]) }) { one, _ in one }
    }

    private func withoutReturns(_ bytes: [UInt8]) -> [UInt8] {
        bytes.indices.filter { bytes[$0] != 0x0D || $0 + 1 == bytes.count || bytes[$0 + 1] != 0x0A }.map { bytes[$0] }
    }

    @Test("every stated file comes out byte for byte")
    func extracted() throws {
        for sample in try MailCorpora.samples("tnef") {
            var reader = TNEFReader(limits: .standard)
            let read = reader.read(sample.bytes[...])
            let content = try #require(read, "\(sample.name)")
            let found = files(content)
            for file in sample.expected?["extracted"] as? [[String: Any]] ?? [] {
                let name = file["filename"] as? String ?? ""
                #expect(found[name]?.contains(file["sha256"] as? String ?? "") == true, "\(sample.name): \(name), \(file["length"] ?? 0) bytes, not among \(content.files.map { "\($0.name) \($0.bytes.count)" }), html \(content.html?.count ?? 0), rtf \(content.rtf?.count ?? 0)")
            }
            for name in sample.expected?["listing"] as? [String] ?? [] where !name.contains("-body.") {
                #expect(found[name] != nil, "\(sample.name): \(name)")
            }
        }
    }

    @Test("no cut and no flipped byte stops the reading")
    func damaged() throws {
        var random = SeededRandom(seed: 7)
        for sample in try MailCorpora.samples("tnef") {
            for _ in 0..<60 {
                var bytes = Array(sample.bytes.prefix(Int.random(in: 0...sample.bytes.count, using: &random)))
                for _ in 0..<Int.random(in: 0...8, using: &random) where !bytes.isEmpty {
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
                var reader = TNEFReader(limits: .standard)
                let content = reader.read(bytes[...])
                #expect((content?.files.reduce(0) { $0 + $1.bytes.count } ?? 0) <= 4 * bytes.count + 1)
            }
        }
    }
}
