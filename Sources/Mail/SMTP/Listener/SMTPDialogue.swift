/// One client's conversation as rules: a command in, the next step out. Knows no socket and stores no mail.
struct SMTPDialogue {
    /// What the connection has to do next.
    enum Step: Equatable {
        case reply(SMTPReply)
        /// Ask whoever runs the listener about this recipient, then ``heard(_:for:)``.
        case ask(String)
        /// Reply 354 and read up to CRLF . CRLF.
        case data
        /// Read so many bytes as a piece of the mail (RFC 3030).
        case chunk(bytes: Int, isLast: Bool)
        /// Read so many bytes as nothing, then reply.
        case skip(bytes: Int, SMTPReply)
        /// Reply, and speak TLS from the next byte on.
        case secure(SMTPReply)
        /// Reply, and close.
        case leave(SMTPReply)
    }

    struct House {
        let hostname: String
        let dialect: SMTPListener.Dialect
        let limits: SMTPListener.Limits
        let offersTLS: Bool
    }

    let house: House
    let clientAddress: String
    private(set) var isTLS: Bool
    private(set) var helo: String?
    private var isExtended = false
    /// The mail under way; `nil` between mails.
    private(set) var envelope: SMTPEnvelope?
    /// A piece came by BDAT, so the rest must too.
    private var isChunking = false
    private var errors = 0
    private var refusedRecipients = 0

    init(house: House, clientAddress: String, isTLS: Bool) {
        self.house = house
        self.clientAddress = clientAddress
        self.isTLS = isTLS
    }

    var greeting: SMTPReply {
        SMTPReply(220, "\(house.hostname) \(house.dialect == .lmtp ? "LMTP" : "ESMTP")")
    }

    mutating func answer(_ line: [UInt8]) -> Step {
        guard let command = SMTPCommand(line) else { return wrong(500, SMTPStatus(5, 5, 2), "command not understood") }
        switch command.verb {
        case .helo, .ehlo, .lhlo: return greet(command)
        case .mail: return mail(command)
        case .rcpt: return recipient(command)
        case .data: return data(command)
        case .bdat: return chunk(command)
        case .startTLS: return secure(command)
        case .auth: return wrong(502, SMTPStatus(5, 5, 1), "nobody signs in here")
        default: return aside(command)
        }
    }

    /// Commands that change nothing about a mail, but for RSET.
    private mutating func aside(_ command: SMTPCommand) -> Step {
        switch command.verb {
        case .rset:
            endMail()
            return .reply(SMTPReply(250, SMTPStatus(2, 0, 0), "OK"))
        case .noop: return .reply(SMTPReply(250, SMTPStatus(2, 0, 0), "OK"))
        case .vrfy: return .reply(SMTPReply(252, SMTPStatus(2, 5, 0), "send it and see"))
        case .expn: return wrong(502, SMTPStatus(5, 5, 1), "lists are not told")
        case .help: return .reply(SMTPReply(214, SMTPStatus(2, 0, 0), "see RFC 5321"))
        case .quit: return .leave(SMTPReply(221, SMTPStatus(2, 0, 0), "\(house.hostname) closes"))
        default: return .leave(SMTPReply(421, SMTPStatus(4, 7, 0), "this is a mail server"))
        }
    }

    /// A refusal that counts: too many of them end the connection.
    mutating func wrong(_ code: Int, _ status: SMTPStatus, _ words: String) -> Step {
        errors += 1
        guard errors <= house.limits.errors else {
            return .leave(SMTPReply(421, SMTPStatus(4, 7, 0), "\(house.hostname) too many errors"))
        }
        return .reply(SMTPReply(code, status, words))
    }

    private mutating func outOfPlace(_ words: String) -> Step {
        wrong(503, SMTPStatus(5, 5, 1), words)
    }

    /// The mail is over, or given up.
    mutating func endMail() {
        envelope = nil
        isChunking = false
    }

    /// TLS speaks from here on: what was said before may have been said by anybody (RFC 3207 §4.2).
    mutating func secured() {
        isTLS = true
        helo = nil
        endMail()
    }
}

// MARK: - Greeting

extension SMTPDialogue {
    private mutating func greet(_ command: SMTPCommand) -> Step {
        guard (command.verb == .lhlo) == (house.dialect == .lmtp) else {
            return wrong(500, SMTPStatus(5, 5, 1), house.dialect == .lmtp ? "this is LMTP: say LHLO" : "this is SMTP: say EHLO")
        }
        guard !command.argument.isEmpty, command.argument.count <= 255 else {
            return wrong(501, SMTPStatus(5, 5, 4), "say your name")
        }
        endMail()
        helo = command.text
        isExtended = command.verb != .helo
        let hello = "\(house.hostname) greets \(command.text)"
        return .reply(SMTPReply(250, nil, isExtended ? [hello] + extensions : [hello]))
    }

    private var extensions: [String] {
        let fixed = ["SIZE \(house.limits.size)", "8BITMIME", "SMTPUTF8", "PIPELINING", "ENHANCEDSTATUSCODES", "CHUNKING"]
        return house.offersTLS && !isTLS ? fixed + ["STARTTLS"] : fixed
    }

    private mutating func secure(_ command: SMTPCommand) -> Step {
        guard house.offersTLS else { return wrong(502, SMTPStatus(5, 5, 1), "TLS is not offered") }
        guard !isTLS else { return outOfPlace("TLS already") }
        guard command.argument.isEmpty else { return wrong(501, SMTPStatus(5, 5, 4), "STARTTLS stands alone") }
        return .secure(SMTPReply(220, SMTPStatus(2, 0, 0), "go ahead"))
    }
}

// MARK: - A mail

extension SMTPDialogue {
    private mutating func mail(_ command: SMTPCommand) -> Step {
        guard let helo else { return outOfPlace("greet first") }
        guard envelope == nil else { return outOfPlace("a mail is under way") }
        guard let argument = command.argument(after: "FROM:"), let path = SMTPPath(argument) else {
            return wrong(501, SMTPStatus(5, 1, 7), "the sender is no address")
        }
        guard let wishes = MailWishes(path.parameters) else {
            return wrong(555, SMTPStatus(5, 5, 4), "a parameter is not known or wrong")
        }
        guard wishes.size <= house.limits.size else { return .reply(SMTPDialogue.tooLarge(house.limits)) }
        guard wishes.isInternationalised || path.address.utf8.allSatisfy({ $0 < 0x80 }) else {
            return wrong(553, SMTPStatus(5, 6, 7), "such an address needs SMTPUTF8")
        }
        envelope = SMTPEnvelope(
            sender: path.address, helo: helo, clientAddress: clientAddress, isTLS: isTLS,
            isInternationalised: wishes.isInternationalised, transmission: transmission(wishes), promisedSize: wishes.size)
        return .reply(SMTPReply(250, SMTPStatus(2, 1, 0), "sender noted"))
    }

    private func transmission(_ wishes: MailWishes) -> String {
        let base = house.dialect == .lmtp ? "LMTP" : wishes.isInternationalised ? "SMTP" : isExtended ? "ESMTP" : "SMTP"
        return (wishes.isInternationalised ? "UTF8" : "") + base + (isTLS ? "S" : "")
    }

    static func tooLarge(_ limits: SMTPListener.Limits) -> SMTPReply {
        SMTPReply(552, SMTPStatus(5, 3, 4), "the mail is larger than \(limits.size) bytes")
    }

    private mutating func recipient(_ command: SMTPCommand) -> Step {
        guard let envelope, !isChunking else { return outOfPlace("name the sender first") }
        guard let argument = command.argument(after: "TO:"), let path = SMTPPath(argument), isRecipient(path) else {
            return wrong(501, SMTPStatus(5, 1, 3), "the recipient is no address")
        }
        guard path.parameters.isEmpty else { return wrong(555, SMTPStatus(5, 5, 4), "a parameter is not known") }
        guard envelope.isInternationalised || path.address.utf8.allSatisfy({ $0 < 0x80 }) else {
            return wrong(553, SMTPStatus(5, 6, 7), "such an address needs SMTPUTF8")
        }
        guard envelope.recipients.count < house.limits.recipients else {
            return .reply(SMTPReply(452, SMTPStatus(4, 5, 3), "too many recipients in one mail"))
        }
        return .ask(path.address)
    }

    /// An address without a domain is `postmaster` (RFC 5321 §4.5.1), or a local mailbox in LMTP.
    private func isRecipient(_ path: SMTPPath) -> Bool {
        guard !path.address.isEmpty else { return false }
        return path.domain != nil || house.dialect == .lmtp || path.address.lowercased() == "postmaster"
    }

    /// What was decided about a recipient, after ``Step/ask(_:)``.
    mutating func heard(_ verdict: SMTPVerdict, for address: String) -> Step {
        guard case .accepted = verdict else {
            refusedRecipients += 1
            guard refusedRecipients <= house.limits.refusedRecipients else {
                return .leave(SMTPReply(421, SMTPStatus(4, 7, 0), "\(house.hostname) too many refused recipients"))
            }
            return .reply(verdict.reply(SMTPStatus(2, 1, 5)))
        }
        envelope?.recipients.append(address)
        return .reply(verdict.reply(SMTPStatus(2, 1, 5)))
    }

    private mutating func data(_ command: SMTPCommand) -> Step {
        guard let envelope else { return outOfPlace("name sender and recipients first") }
        guard !isChunking else { return outOfPlace("BDAT has begun") }
        guard command.argument.isEmpty else { return wrong(501, SMTPStatus(5, 5, 4), "DATA stands alone") }
        guard !envelope.recipients.isEmpty else { return wrong(554, SMTPStatus(5, 5, 1), "no valid recipients") }
        return .data
    }

    private mutating func chunk(_ command: SMTPCommand) -> Step {
        let words = command.text.split(separator: " ")
        let isLast = words.count == 2 && words[1].uppercased() == "LAST"
        guard let word = words.first, word.isDigits, let size = Int(word), words.count == 1 || isLast else {
            // How many bytes follow is not known, so nothing that follows can be understood.
            return .leave(SMTPReply(421, SMTPStatus(4, 5, 4), "BDAT without a length"))
        }
        guard size <= house.limits.size * 4 else { return .leave(SMTPDialogue.tooLarge(house.limits)) }
        guard let envelope, !envelope.recipients.isEmpty else {
            let reply = SMTPReply(envelope == nil ? 503 : 554, SMTPStatus(5, 5, 1), "no valid recipients")
            return .skip(bytes: size, reply)
        }
        isChunking = true
        return .chunk(bytes: size, isLast: isLast)
    }
}

/// What a client asks for beside the sender's address.
private struct MailWishes {
    private(set) var size = 0
    private(set) var isInternationalised = false

    /// `nil` for a parameter that is not known or has no such value.
    init?(_ parameters: [SMTPPath.Parameter]) {
        for parameter in parameters {
            switch (parameter.name, parameter.value) {
            case ("SIZE", let value?):
                guard value.isDigits, value.utf8.count <= 20 else { return nil }
                size = Int(value) ?? .max
            case ("BODY", let value?):
                guard ["7BIT", "8BITMIME"].contains(value.uppercased()) else { return nil }
            case ("SMTPUTF8", nil): isInternationalised = true
            default: return nil
            }
        }
    }
}
