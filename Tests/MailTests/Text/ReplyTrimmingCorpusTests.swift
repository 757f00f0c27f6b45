import Foundation
import Testing

@testable import Mail

@Suite("replies as other projects trim them")
struct ReplyTrimmingCorpusTests {
    @Test("plain text bodies in many languages", .enabled(if: ScoredCorpus.isThere("reply-trimming-text")))
    func texts() throws {
        var table = ScoreTable()
        for example in try ScoredCorpus("reply-trimming-text").cases {
            guard let expected = example.expected, let met = Expectation(expected).isMet(by: ReplyTrimmer.trim(example.text), of: example.text)
            else { continue }
            table.count(met, in: example.source, example.id)
            if !met, ProcessInfo.processInfo.environment["AMPARO_SHOW"] != nil {
                print("----- \(example.id)\n\(ReplyTrimmer.trim(example.text).reply.prefix(1_000))")
            }
        }
        table.show("reply-trimming-text")
        #expect(table.share() >= 0.9)
    }

    @Test("HTML bodies", .enabled(if: ScoredCorpus.isThere("reply-trimming-html")))
    func markup() throws {
        var table = ScoreTable()
        for example in try ScoredCorpus("reply-trimming-html").cases {
            guard let expected = example.expected else { continue }
            let reply = ReplyTrimmer.trim(html: example.text).reply
            let wanted = (expected["reply_text_ignoring_whitespace"] ?? expected["reply_html_ignoring_whitespace"] ?? expected["reply_html"]) as? String ?? ""
            let met = squeezed(wanted) == squeezed(reply)
            table.count(met, in: example.source, example.id)
            if !met, ProcessInfo.processInfo.environment["AMPARO_SHOW"] != nil { print("----- \(example.id)\n\(reply)\n=====\n\(squeezed(wanted))") }
        }
        table.show("reply-trimming-html")
        #expect(table.share() >= 0.95)
    }

    @Test("whole mails", .enabled(if: ScoredCorpus.isThere("reply-trimming-eml")))
    func mails() throws {
        var table = ScoreTable()
        for example in try ScoredCorpus("reply-trimming-eml").cases {
            guard let expected = example.expected else { continue }
            let trimmed = ReplyTrimmer.trim(MailParser().parse(example.bytes))
            let reply = trimmed.reply
            let stated = (expected["assertions"] as? [[String: Any]] ?? []).compactMap { $0["raw_eq"] as? String }
            let wanted = [expected["reply"] as? String].compactMap(\.self) + stated
            guard !wanted.isEmpty else { continue }
            // Some of the projects leave the signature to another step of theirs.
            let met = wanted.contains { bare($0) == bare(reply) || bare($0) == bare(reply + (trimmed.signature ?? "")) }
            table.count(met, in: example.source, example.id)
            if !met, ProcessInfo.processInfo.environment["AMPARO_SHOW"] != nil { print("----- \(example.id)\n\(reply)\n=====\n\(wanted)") }
        }
        table.show("reply-trimming-eml")
        #expect(table.share() >= 0.9)
    }

    @Test("signatures", .enabled(if: ScoredCorpus.isThere("signature-split")))
    func signatures() throws {
        var table = ScoreTable()
        for example in try ScoredCorpus("signature-split").cases {
            guard let wanted = example.expected?["signature"] as? String else { continue }
            let signature = SignatureBlock.split(example.text).signature ?? ""
            table.count(bare(signature) == bare(wanted), in: example.source, "\(example.id) \(signature)")
        }
        table.show("signature-split")
        #expect(table.share() >= 0.75)
    }

    /// Without the marks of Markdown, in which one source states its results.
    private func bare(_ text: String) -> String {
        text.filter { !$0.isWhitespace && $0 != "*" }
    }

    /// Words only: no tags, no white space, no quote marks.
    private func squeezed(_ text: String) -> String {
        text.replacingOccurrences(of: "<[^>]*>", with: "", options: .regularExpression)
            .replacingOccurrences(of: "\\n", with: "").replacingOccurrences(of: "\\xa0", with: "").replacingOccurrences(of: "&#160;", with: "")
            .filter { !$0.isWhitespace && $0 != ">" && $0 != "\"" }
    }
}

/// What a project says of a body, in its own terms.
private struct Expectation {
    let stated: [String: Any]

    init(_ stated: [String: Any]) { self.stated = stated }

    /// `nil` where nothing is stated that a trimmer without fragments can meet.
    func isMet(by trimmed: TrimmedReply, of text: String) -> Bool? {
        var checks: [Bool] = []
        if let reply = stated["reply"] as? String { checks.append(same(trimmed.reply, reply)) }
        let contains = (stated["fragment_regex"] as? [String: [String]] ?? [:]).merging(stated["fragment_contains"] as? [String: [String]] ?? [:]) { $0 + $1 }
        if let first = (stated["fragment_text"] as? [String: String])?["0"] {
            checks.append(contains.isEmpty ? same(trimmed.reply, first) : trimmed.reply.hasPrefix(first))
        }
        for wanted in stated["reply_contains"] as? [String] ?? [] { checks.append(trimmed.reply.contains(wanted)) }
        for unwanted in stated["reply_lacks"] as? [String] ?? [] { checks.append(!trimmed.reply.contains(unwanted)) }
        if stated["fragments"] as? Int == 1 { checks.append(same(trimmed.reply, text)) }
        checks += visible(contains).map { trimmed.reply.range(of: $0, options: .regularExpression) != nil }
        if let hidden = stated["hidden"] as? [Bool], hidden.last == true, let last = contains["\(hidden.count - 1)"]?.first {
            checks.append(trimmed.reply.range(of: "(?m)^" + last, options: .regularExpression) == nil)
        }
        return checks.isEmpty ? nil : checks.allSatisfy { $0 }
    }

    /// Patterns of fragments that are neither hidden nor quoted; without flags, of the first.
    private func visible(_ patterns: [String: [String]]) -> [String] {
        guard let hidden = stated["hidden"] as? [Bool], let quoted = stated["quoted"] as? [Bool] else { return patterns["0"] ?? [] }
        return hidden.indices.filter { !hidden[$0] && !quoted[$0] }.flatMap { patterns["\($0)"] ?? [] }
    }

    private func same(_ one: String, _ other: String) -> Bool {
        let ends = CharacterSet.whitespacesAndNewlines
        return one.replacingOccurrences(of: "\r\n", with: "\n").trimmingCharacters(in: ends)
            == other.replacingOccurrences(of: "\r\n", with: "\n").trimmingCharacters(in: ends)
    }
}
