/// What a server offers in its answer to EHLO (RFC 5321 §4.1.1.1).
struct SMTPExtensions: Equatable {
    private var offered: [String: String] = [:]

    init() {}

    init(_ reply: SMTPReply) {
        for line in reply.lines.dropFirst() {
            // AUTH=LOGIN is how some old servers write it.
            let parts = line.uppercased().split(maxSplits: 1) { $0 == " " || $0 == "=" }
            guard let name = parts.first else { continue }
            offered[String(name), default: ""] += " " + (parts.count == 2 ? parts[1] : "")
        }
    }

    func has(_ name: String) -> Bool { offered[name] != nil }

    /// Ways of signing in, in upper case.
    var signIns: Set<Substring> { Set((offered["AUTH"] ?? "").split { $0 == " " || $0 == "=" }) }

    /// Bytes a mail may have; `nil` where the server names no limit.
    var sizeLimit: Int? {
        guard let size = offered["SIZE"].flatMap({ Int($0.split(separator: " ").first ?? "") }), size > 0 else { return nil }
        return size
    }
}
