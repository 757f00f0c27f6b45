import Customisation

extension Setting where Value == Bool {
    /// Whether someone of the requester's organisation or firm, or their assistant, may write into a ticket at once when their
    /// address was checked.
    package static let mailAcceptsColleagues = Setting("mail.acceptsColleagues", true, at: [.department, .queue])
}

extension SettingRule {
    /// The settings declared here.
    package static let channels: [SettingRule] = [Setting.mailAcceptsColleagues.rule]
}
