import Primitives

// What the desk is to those who meet it.

extension Setting where Value == String? {
    /// What customers know the desk by; `nil` for the department's name.
    package static let deskName = Setting("desk.name", at: [.department], most: 120)

    /// What a receipt says in a language, as mustache; `nil` for the built-in words.
    package static func receiptText(_ language: Language) -> Setting {
        Setting("receipt.text.\(language.rawValue)", at: [.department, .queue], most: 10_000)
    }
}

extension Setting where Value == String {
    /// Stands under every answer.
    package static let deskSignature = Setting("desk.signature", "", at: [.department, .queue, .person], most: 2000)
}

extension Setting where Value == Bool {
    /// Whether customers have pages of their own.
    package static let portalOn = Setting("portal.on", true, at: [.department])
    /// Whether its people are shown to nobody in other departments.
    package static let deskClosed = Setting("desk.closed", false, at: [.department])
    /// Whether a new ticket is acknowledged.
    package static let receiptsOn = Setting("receipts.on", true, at: [.department, .queue])
}

extension Setting where Value == Int {
    /// Seconds in which a sent mail can be taken back.
    package static let outboxHold = Setting("outbox.hold", 10, at: [.department, .queue, .person], in: 0...120)
    /// Days until a solved ticket closes.
    package static let closeAfterDays = Setting("ticket.closeAfterDays", 7, at: [.department, .queue], in: 1...365)
}

extension Setting where Value == OpeningHours {
    /// When the desk is open, in the department's zone. Clocks stand still outside.
    package static let hours = Setting("hours", .weekdays, at: [.department, .queue])
}

extension SettingRule {
    /// The settings declared here. Every target that declares some has such a list.
    package static let customisation: [SettingRule] =
        [
            Setting.deskName.rule, Setting.deskSignature.rule, Setting.portalOn.rule, Setting.deskClosed.rule,
            Setting.receiptsOn.rule, Setting.outboxHold.rule, Setting.closeAfterDays.rule, Setting.hours.rule,
            Setting.mailFrom.rule, Setting.mailAddresses.rule, Setting.mailTrustedHosts.rule,
        ] + Language.allCases.map { Setting.receiptText($0).rule }
}
