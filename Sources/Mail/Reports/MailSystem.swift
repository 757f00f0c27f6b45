/// A mail system that writes reports of its own form, and the words by which it is known.
struct MailSystem: Sendable {
    let name: String
    /// Each of them, within the notice, shows that the whole mail is its report.
    let openings: [Phrase]

    static let all = unixSystems + microsoftSystems + groupwareSystems + webMailSystems + japaneseSystems + gatewaySystems

    /// The system whose words stand in the notice.
    static func recognised(in notice: FoldedText) -> MailSystem? {
        all.first { $0.openings.contains { notice.contains($0) } }
    }
}
