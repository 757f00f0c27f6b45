/// The headers by which machines say that they are machines (RFC 3834, RFC 2919, RFC 2369, and what programs made up).
struct AutomaticSigns {
    /// Each as `Header: value`.
    let found: [String]
    /// The sign that a machine wrote these words, as opposed to passing on a person's; `nil` for list mail and people.
    let answer: String?
    /// The envelope sender is empty: nobody may answer (RFC 5321 §4.5.5).
    let hasEmptyPath: Bool
    /// It comes from a mail system's own address.
    let isFromDaemon: Bool
    /// The subject is that of an automatic answer.
    let saysAutoReply: Bool

    init(of message: MailMessage, envelopeSender: String?) {
        let path = envelopeSender ?? message.headers["Return-Path"].map(AutomaticSigns.bare)
        let from = message.headers["From"] ?? ""
        hasEmptyPath = path?.isEmpty == true || path.map { DaemonNames.isDaemon($0) } == true
        isFromDaemon = DaemonNames.isDaemonHeader(from) || message.from.contains { DaemonNames.isDaemon($0) }
        let answers = AutomaticSigns.answers(in: message.headers)
        let others = AutomaticSigns.others(in: message.headers)
        saysAutoReply = AutoReplyWords.signs(message.subject, isUnanswerable: hasEmptyPath || !answers.isEmpty || !others.isEmpty)
        let subject = saysAutoReply ? "Subject: \(message.subject.prefix(100))" : nil
        let emptyPath = path?.isEmpty == true ? "Return-Path: <>" : nil
        let daemon = isFromDaemon ? "From: \(from.prefix(100))" : nil
        found = answers + others + [emptyPath, daemon, subject].compactMap(\.self)
        answer = answers.first ?? subject ?? AutomaticSigns.bareList(in: message.headers)
    }

    /// `<>` and `<address>` without brackets.
    private static func bare(_ path: String) -> String {
        path.filter { $0 != "<" && $0 != ">" }.trimmed
    }

    /// Headers that only a machine's own words carry.
    private static func answers(in headers: MailHeaders) -> [String] {
        var signs: [String] = []
        func collect(_ names: [String], where isSign: (String) -> Bool) {
            for name in names {
                for value in headers.all(name) where isSign(value) { signs.append("\(name): \(value)") }
            }
        }
        collect(["Auto-Submitted"]) { !isNo($0) }
        collect([
            "X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-AutoReply-From", "X-Auto-Reply", "X-Mail-Autoreply", "X-AutoResponse",
        ]) { !isNo($0) }
        collect(["X-FC-MachineGenerated"]) { !isNo($0) }
        collect(["Precedence", "X-Precedence"]) { ["auto_reply", "auto-reply"].contains(word($0)) }
        collect(["X-POST-MessageClass"]) { $0.lowercased().contains("autoresponder") }
        collect(["Delivered-To"]) { word($0) == "autoresponder" }
        return signs.map { String($0.prefix(200)) }
    }

    /// Headers that also stand on what people sent through lists and programs.
    private static func others(in headers: MailHeaders) -> [String] {
        var signs: [String] = []
        for name in ["Precedence", "X-Precedence"] {
            for value in headers.all(name) where ["bulk", "junk", "list"].contains(word(value)) { signs.append("\(name): \(value)") }
        }
        for value in headers.all("X-Auto-Response-Suppress") where !suppressed.isDisjoint(with: words(value)) {
            signs.append("X-Auto-Response-Suppress: \(value)")
        }
        for name in ["X-Loop", "List-Id", "List-Unsubscribe", "Feedback-ID"] {
            if let value = headers[name] { signs.append("\(name): \(value)") }
        }
        return signs.map { String($0.prefix(200)) }
    }

    /// "Precedence: bulk" without any header of a list: a program that wants no answer.
    private static func bareList(in headers: MailHeaders) -> String? {
        guard let value = headers["Precedence"], ["bulk", "junk", "list"].contains(word(value)) else { return nil }
        let isList = headers.fields.contains { field in
            let name = field.name.lowercased()
            return listPrefixes.contains { name.hasPrefix($0) }
        }
        return isList ? nil : "Precedence: \(value.prefix(100))"
    }

    private static let listPrefixes = [
        "list-", "x-mailman", "x-beenthere", "mailing-list", "x-mailing", "x-list", "sender", "errors-to", "x-loop", "x-ml-", "x-sequence",
        "x-yahoo", "x-bulkmail", "x-campaign",
    ]

    private static let suppressed: Set = ["all", "dr", "autoreply", "oof"]

    private static func isNo(_ value: String) -> Bool { ["no", "none", "false", "0", ""].contains(word(value)) }

    /// The first word, without parameters and comments.
    private static func word(_ value: String) -> String {
        String(value.lowercased().drop { $0.isWhitespace }.prefix { !$0.isWhitespace && $0 != ";" && $0 != "(" })
    }

    private static func words(_ value: String) -> Set<String> {
        Set(value.lowercased().split { $0 == "," || $0 == ";" || $0.isWhitespace }.map(String.init))
    }
}
