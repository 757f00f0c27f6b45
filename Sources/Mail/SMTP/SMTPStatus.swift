/// An enhanced status code (RFC 3463): `5.1.1` is a permanent failure because the mailbox does not exist.
package struct SMTPStatus: Sendable, Hashable, Codable {
    /// 2 success, 4 temporary failure, 5 permanent failure.
    package let category: Int
    /// What it is about: 1 address, 2 mailbox, 3 mail system, 4 network, 5 protocol, 6 content, 7 security.
    package let subject: Int
    package let detail: Int

    package init(_ category: Int, _ subject: Int, _ detail: Int) {
        self.category = category
        self.subject = subject
        self.detail = detail
    }

    /// Reads `4.4.2`; `nil` for anything else, also for a category other than 2, 4 and 5.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { $0.isDigits && $0.utf8.count <= 3 ? Int($0) : nil }
        guard parts.count == 3, numbers.count == 3, [2, 4, 5].contains(numbers[0]) else { return nil }
        self.init(numbers[0], numbers[1], numbers[2])
    }

    package var text: String { "\(category).\(subject).\(detail)" }
}

extension StringProtocol {
    /// One ASCII digit or more, and nothing else.
    var isDigits: Bool { !isEmpty && utf8.allSatisfy { $0 >= 48 && $0 <= 57 } }
}
