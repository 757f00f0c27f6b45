/// How much of one mail is read. Beyond each limit the mail is read as far as it goes, with a notice.
package struct MailLimits: Sendable, Equatable {
    /// Bytes of the whole mail.
    package var size = 50 << 20
    /// Multiparts within multiparts; what lies deeper becomes one attachment.
    package var depth = 32
    /// Parts of the whole mail.
    package var parts = 1000
    /// Fields of one header.
    package var headers = 1000
    /// Bytes of one header with all its fields.
    package var headerBytes = 1 << 20
    /// Bytes of decoded text shown, and of HTML.
    package var textBytes = 10 << 20
    /// Addresses of one field.
    package var addresses = 2000
    /// Bytes that compressed content (TNEF) may grow to.
    package var unpackedBytes = 16 << 20

    package init() {}

    package static let standard = MailLimits()
}
