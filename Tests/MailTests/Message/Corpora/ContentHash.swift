@testable import Mail

/// SHA-256 in lower-case hexadecimal, as the command prints it.
func contentHash(_ bytes: [UInt8]) -> String {
    MailExplanation.Attachment(MailAttachment(name: "", type: "", bytes: bytes)).sha256
}
