/// A line from a client, read (RFC 5321 §4.1.1).
struct SMTPCommand {
    enum Verb: String {
        case helo = "HELO", ehlo = "EHLO", lhlo = "LHLO", mail = "MAIL", rcpt = "RCPT", data = "DATA", bdat = "BDAT"
        case rset = "RSET", noop = "NOOP", quit = "QUIT", vrfy = "VRFY", expn = "EXPN", help = "HELP", startTLS = "STARTTLS"
        case auth = "AUTH"
        /// A web browser that was talked into speaking to us; nothing it says is for a mail server.
        case get = "GET", head = "HEAD", post = "POST", put = "PUT", options = "OPTIONS", connect = "CONNECT"

        var isWeb: Bool {
            switch self {
            case .get, .head, .post, .put, .options, .connect: true
            default: false
            }
        }
    }

    let verb: Verb
    /// What follows the verb and its space, without spaces at the end.
    let argument: ArraySlice<UInt8>

    /// `nil` for a verb we do not know, and for a line with control characters or broken UTF-8.
    init?(_ line: [UInt8]) {
        guard line.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }), String(validating: line, as: UTF8.self) != nil else { return nil }
        let end = line.firstIndex(of: UInt8(ascii: " ")) ?? line.endIndex
        guard end <= 8, let verb = Verb(rawValue: String(decoding: line[..<end], as: UTF8.self).uppercased()) else { return nil }
        self.verb = verb
        var argument = line[end...].dropFirst()
        while argument.last == UInt8(ascii: " ") { argument.removeLast() }
        self.argument = argument
    }

    /// What follows `FROM:` or `TO:`; `nil` when the argument does not begin so.
    func argument(after prefix: String) -> ArraySlice<UInt8>? {
        let head = argument.prefix(prefix.utf8.count)
        let matches = String(decoding: head, as: UTF8.self).uppercased() == prefix
        return matches ? argument.dropFirst(head.count) : nil
    }

    var text: String { String(decoding: argument, as: UTF8.self) }
}
