import Primitives

/// What a reader should know of how a mail was read.
enum MailNotice {
    static let tooLarge = Notice("mail.tooLarge", .limited)
    static let tooDeep = Notice("mail.tooDeep", .limited)
    static let tooManyParts = Notice("mail.tooManyParts", .limited)
    static let tooManyHeaders = Notice("mail.tooManyHeaders", .limited)
    static let tooManyAddresses = Notice("mail.tooManyAddresses", .limited)
    static let headerTooLong = Notice("mail.headerTooLong", .limited)
    static let textTooLong = Notice("mail.textTooLong", .limited)
    static let incomplete = Notice("mail.incomplete", .told)
    static let partOfSeries = Notice("mail.partOfSeries", .told)
    static let notMail = Notice("mail.notMail", .told)
    static let signed = Notice("mail.signed", .told)
    static let encrypted = Notice("mail.encrypted", .told)
    static let calendar = Notice("mail.calendar", .told)
    static let outlookPackageBroken = Notice("mail.outlookPackageBroken", .told)
}
