import Customisation
import Mail
import Primitives

extension Setting where Value == Bool {
    /// Whether someone of the requester's organisation or firm, or their assistant, may write into a ticket at once when their
    /// address was checked.
    package static let mailAcceptsColleagues = Setting("mail.acceptsColleagues", true, at: [.department, .queue])
}

extension SMTPRelay: SettingValue {
    package init?(setting text: String) {
        guard let relay = try? SMTPRelay(url: text.trimmed) else { return nil }
        self = relay
    }

    package var settingText: String { url }

    package static func refusal(of text: String) -> Notice? {
        do {
            _ = try SMTPRelay(url: text.trimmed)
            return nil
        } catch {
            return error.notice
        }
    }
}

extension Setting where Value == SMTPRelay? {
    /// The server that takes our mail; `nil` for none: mail is then shown instead of sent.
    package static let mailRelay = Setting("mail.relay", nil, at: [.department], isSecret: true)
}

extension SettingRule {
    /// The settings declared here.
    package static let channels: [SettingRule] = [Setting.mailAcceptsColleagues.rule, Setting.mailRelay.rule]
}
