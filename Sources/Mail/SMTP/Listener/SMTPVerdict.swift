/// What whoever runs the listener decides about a recipient or a mail.
///
/// The words go to the sending server's log and into bounces, in English as all of this protocol; control characters
/// in them become spaces.
package enum SMTPVerdict: Sendable, Equatable {
    /// 250. After a mail it says: stored, and ours from now on.
    case accepted(_ words: String = "OK")
    /// 550: the sender's server gives up and tells its user.
    case refused(_ status: SMTPStatus, _ words: String)
    /// 451, or 452 where the status says that there is no room: the sender's server keeps the mail and comes again.
    case tryLater(_ status: SMTPStatus, _ words: String)

    package static let unknownRecipient = SMTPVerdict.refused(SMTPStatus(5, 1, 1), "no such mailbox here")
    package static let notNow = SMTPVerdict.tryLater(SMTPStatus(4, 3, 0), "cannot store it now, please try again")

    package static let noRoom = SMTPVerdict.tryLater(SMTPStatus(4, 3, 1), "no room to store it now, please try again")

    /// - Parameter success: the status of a positive answer.
    func reply(_ success: SMTPStatus) -> SMTPReply {
        switch self {
        case .accepted(let words): SMTPReply(250, success, words)
        case .refused(let status, let words): SMTPReply(550, status, words)
        case .tryLater(let status, let words): SMTPReply(status == SMTPStatus(4, 3, 1) ? 452 : 451, status, words)
        }
    }

    fileprivate var weight: Int {
        switch self {
        case .accepted: 0
        case .refused: 1
        case .tryLater: 2
        }
    }
}

/// What became of a mail.
package enum SMTPOutcome: Sendable, Equatable {
    /// The same for all recipients.
    case whole(SMTPVerdict)
    /// One for each recipient, in the envelope's order. LMTP tells them all; SMTP has one answer only and gives the
    /// worst (try later before refused before accepted), as a mail repeated is better than a mail lost.
    case each([SMTPVerdict])

    /// The verdict SMTP gives.
    var folded: SMTPVerdict {
        switch self {
        case .whole(let verdict): verdict
        case .each(let verdicts): verdicts.max { $0.weight < $1.weight } ?? .notNow
        }
    }

    /// The verdicts LMTP gives, as many as there are recipients.
    func spread(over count: Int) -> [SMTPVerdict] {
        switch self {
        case .whole(let verdict): Array(repeating: verdict, count: count)
        case .each(let verdicts): (0..<count).map { $0 < verdicts.count ? verdicts[$0] : .notNow }
        }
    }
}

/// Where a listener's mail goes.
package struct SMTPAcceptance: Sendable {
    /// Asked at each RCPT with the address and the envelope so far (this recipient not yet in it).
    package let recipient: @Sendable (_ address: String, _ envelope: SMTPEnvelope) async -> SMTPVerdict
    /// Given the whole mail: every byte after dot-unstuffing, lines ending in CRLF as sent, nothing added. What it
    /// accepts must be stored durably, because the sender forgets the mail on our 250. Not cancelled when the client
    /// goes away meanwhile.
    package let deliver: @Sendable (_ envelope: SMTPEnvelope, _ mail: [UInt8]) async -> SMTPOutcome

    package init(
        recipient: @escaping @Sendable (_ address: String, _ envelope: SMTPEnvelope) async -> SMTPVerdict = { _, _ in .accepted() },
        deliver: @escaping @Sendable (_ envelope: SMTPEnvelope, _ mail: [UInt8]) async -> SMTPOutcome
    ) {
        self.recipient = recipient
        self.deliver = deliver
    }
}
