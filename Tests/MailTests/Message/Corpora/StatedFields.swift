import Foundation

@testable import Mail

/// What a source states of a mail, in one form for all sources.
struct StatedFields {
    struct File {
        var name: String?
        var length: Int?
        var sha256: String?
    }

    var subject: String?
    var from: String?
    var to: String?
    var cc: String?
    var text: String?
    var files: [File]?

    /// `name<address>` of each, without quotes and blanks, in lower case.
    static func addresses(_ list: [MailAddress]) -> String {
        plain(list.map { $0.name.isEmpty ? $0.address : "\($0.name) <\($0.address)>" }.joined(separator: ","))
    }

    static func plain(_ text: String) -> String {
        text.withoutSpace.lowercased().filter { !"\"'\\()<>".contains($0) }
    }

    /// One point for each field that is stated.
    func score(_ message: MailMessage, _ sample: MailCorpora.Sample, into score: inout MailScore) {
        func count(_ field: String, _ expected: String?, _ found: String) {
            if let expected { score.count(sample.source, sample.name, field, expected: expected, found: found) }
        }
        count("subject", subject?.withoutSpace, message.subject.withoutSpace)
        count("from", from.map(Self.plain), Self.addresses(Array(message.from.prefix(1))))
        count("to", to.map(Self.plain), Self.addresses(message.to))
        count("cc", cc.map(Self.plain), Self.addresses(message.cc))
        count("text", text?.withoutSpace, message.text.withoutSpace)
        scoreFiles(message, sample, into: &score)
    }

    private func scoreFiles(_ message: MailMessage, _ sample: MailCorpora.Sample, into score: inout MailScore) {
        let names = message.attachments.map { "\($0.name) (\($0.bytes.count))" }.joined(separator: ", ")
        var left = message.attachments.map { (name: $0.name, length: $0.bytes.count, hash: contentHash($0.bytes)) }
        for var file in files ?? [] {
            // We leave out paths, as a name on disk must.
            file.name = file.name.map { $0.split(separator: "/").last.map(String.init) ?? "" }
            let index = left.firstIndex { (file.name == nil || $0.name == file.name) && (file.sha256 == nil || $0.hash == file.sha256) }
                ?? left.firstIndex { file.name != nil && MailScore.agree(file.name ?? "", $0.name) } ?? left.firstIndex { file.sha256 != nil && $0.hash == file.sha256 }
            if let name = file.name {
                score.count(sample.source, sample.name, "attachment name", index.map { MailScore.agree(name, left[$0].name) } ?? false, "expected \(name), found \(names)")
            }
            if let hash = file.sha256 {
                score.count(sample.source, sample.name, "attachment content", index.map { left[$0].hash == hash } ?? false, "expected \(file.name ?? "") \(file.length ?? 0), found \(names)")
            }
            if let index { left.remove(at: index) }
        }
    }
}
