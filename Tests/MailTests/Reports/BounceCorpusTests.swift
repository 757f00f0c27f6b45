import Foundation
import Testing

@testable import Mail

@Suite("reports of some sixty mail systems")
struct BounceCorpusTests {
    private func report(_ example: ScoredCorpus.Case) -> MailReport {
        MailReport.report(on: MailParser().parse(example.bytes), envelopeSender: nil)
    }

    @Test("bounces, automatic answers and complaints are told apart", .enabled(if: ScoredCorpus.isThere("bounce-and-autoreply")))
    func kinds() throws {
        var kinds = ScoreTable()
        var counts = ScoreTable()
        var classes = ScoreTable()
        var codes = ScoreTable()
        var addresses = ScoreTable()
        for example in try ScoredCorpus("bounce-and-autoreply").cases {
            guard let expected = example.expected, let kind = expected["kind"] as? String else { continue }
            let report = report(example)
            kinds.count(agrees(report.kind, kind), in: kind, "\(example.id) \(report.kind) \(report.reason)")
            if let address = (expected["data"] as? [String: Any])?["recipient"] as? String {
                addresses.count(report.failed.map(\.address) == [address], in: example.source, "\(example.id) \(report.failed.map(\.address)) not \(address)")
                if let error = (expected["data"] as? [String: Any])?["error"] as? [String: Any], let isPermanent = error["permanent"] as? Bool {
                    classes.count(report.failed.first?.permanent == isPermanent, in: example.source, "\(example.id) \(report.failed.first?.status ?? "") \(report.failed.first?.reason ?? "")")
                }
            }
            guard kind == "bounce", let recipients = expected["recipients"] as? [[String: Any]] else { continue }
            counts.count(report.failed.count == recipients.count || report.kind == .deliveryReport, in: example.source, "\(example.id) \(report.failed.map(\.address)) not \(recipients.count)")
            let wanted = recipients.compactMap { $0["status"] as? String }
            guard report.failed.count == wanted.count else { continue }
            let isSame = zip(report.failed, wanted).allSatisfy { $0.status.first == $1.first }
            classes.count(isSame, in: example.source, "\(example.id) \(report.failed.map(\.status)) not \(wanted) \(report.failed.map(\.reason))")
            for (failed, wanted) in zip(report.failed, wanted) where !wanted.contains(".9") { codes.count(failed.status == wanted, in: example.source, "\(example.id) \(failed.status) not \(wanted)") }
        }
        kinds.show("kinds")
        counts.show("numbers of recipients")
        addresses.show("addresses")
        classes.show("permanent or not")
        codes.show("exact status")
        #expect(kinds.share() >= 0.97)
        #expect(counts.share() >= 0.95)
        #expect(addresses.share() >= 0.95)
        #expect(classes.share() >= 0.95)
    }

    /// A report of failure is a bounce to us also where the source files it under delivery reports, and the other way round.
    private func agrees(_ kind: MailKind, _ wanted: String) -> Bool {
        switch wanted {
        case "not-bounce": kind == .message
        case "delivery-report": kind == .deliveryReport || kind == .bounce
        case "bounce": kind == .bounce || kind == .deliveryReport
        default: kind.rawValue == wanted
        }
    }

    /// The folders hold a few true reports; their file names say so.
    private static let trueReports: Set = [
        "chatwoot__bounced_with_no_from.eml", "alaveteli__empty-return-path.eml", "james-mime4j__badbound.msg.eml", "zammad__mail018.box.eml", "zammad__mail053.box.eml",
        "zammad__mail055.box.eml", "zammad__mail063.box.eml", "zammad__mail092.box.eml",
    ]

    @Test("no ordinary mail is taken for a report", .enabled(if: ScoredCorpus.isThere("spam-ham")), arguments: ["spam-ham", "threading", "mime-parse"])
    func ordinary(folder: String) throws {
        guard ScoredCorpus.isThere(folder) else { return }
        for example in try ScoredCorpus(folder).cases where !Self.trueReports.contains(example.id) {
            let report = report(example)
            #expect(report.kind == .message || report.kind == .autoReply, "\(example.id): \(report.reason)")
            if report.kind != .message { print("  \(folder) \(example.id): \(report.kind) \(report.reason)") }
        }
    }
}
