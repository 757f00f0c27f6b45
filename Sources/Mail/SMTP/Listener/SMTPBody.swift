import Synchronization

/// Memory that all connections of a listener share for mails under way.
final class SMTPBudget: Sendable {
    private let held = Atomic<Int>(0)
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    /// Takes so many bytes, or none when not so many are left.
    func take(_ bytes: Int) -> Bool {
        guard held.wrappingAdd(bytes, ordering: .relaxed).newValue <= limit else {
            give(bytes)
            return false
        }
        return true
    }

    func give(_ bytes: Int) {
        held.wrappingSubtract(bytes, ordering: .relaxed)
    }

    var taken: Int { held.load(ordering: .relaxed) }
}

/// The bytes of a mail while they come in. Past a limit it lets go of what it has and only remembers why.
struct SMTPBody: ~Copyable {
    private(set) var bytes: [UInt8] = []
    /// Why the mail cannot be taken; `nil` while it can.
    private(set) var refusal: SMTPReply?
    /// Bytes that came, kept or not.
    private(set) var length = 0
    private var booked = 0
    private let budget: SMTPBudget
    private let limits: SMTPListener.Limits

    /// Memory is booked in steps of this size.
    private static let step = 256 << 10
    /// At most this much is set aside because of a promised size alone.
    private static let largestReserve = 1 << 20

    init(promised: Int, budget: SMTPBudget, limits: SMTPListener.Limits) {
        self.budget = budget
        self.limits = limits
        bytes.reserveCapacity(min(max(promised, 1024), Self.largestReserve))
    }

    deinit {
        budget.give(booked)
    }

    /// A sender who goes on far beyond the limit is not heard to the end.
    var isEndless: Bool { length > limits.size * 4 + Self.step }

    mutating func append(_ piece: UnsafeRawBufferPointer) {
        length += piece.count
        guard refusal == nil else { return }
        guard length <= limits.size else { return letGo(SMTPDialogue.tooLarge(limits)) }
        while booked < length {
            guard budget.take(Self.step) else {
                return letGo(SMTPReply(452, SMTPStatus(4, 3, 1), "too many large mails at once, please try again"))
            }
            booked += Self.step
        }
        bytes.append(contentsOf: piece)
    }

    private mutating func letGo(_ reply: SMTPReply) {
        refusal = reply
        bytes = []
        budget.give(booked)
        booked = 0
    }
}
