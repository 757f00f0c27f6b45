extension MailSystem {
    /// Servers of offices.
    static let groupwareSystems = [
        MailSystem(name: "Domino", openings: ["was not delivered to:", "not listed in domino directory", "domino ディレクトリ"]),
        MailSystem(name: "Lotus Notes", openings: ["failure reasons", "this message was undeliverable. domain"]),
        MailSystem(name: "GroupWise", openings: ["the message that you sent was undeliverable to the following"]),
        MailSystem(name: "IMail", openings: [
            "invalid final delivery userid", "undeliverable to the following", "user mailbox exceeds allowed size", "delivery userid",
            "original message follows.",
        ]),
        MailSystem(name: "Messaging Server", openings: [
            "this report relates to a message you sent with the following header fields",
            "your message cannot be delivered to the following recipients", "your message has been enqueued and undeliverable",
            "your message is being returned; it has been enqueued", "this is a report about mail you sent",
        ]),
        MailSystem(name: "MDaemon", openings: [
            "the attached message had permanent fatal delivery errors", "the attached message had permanent non-fatal delivery errors",
            "the attached message had transient non-fatal delivery errors",
        ]),
        MailSystem(name: "Kerio", openings: [
            "your message could not be delivered to the recipients shown below", "the following message could not be delivered",
        ]),
        MailSystem(name: "Zimbra", openings: [
            "i'm sorry to have to inform you that your message could not be delivered to one or more recipients",
        ]),
        MailSystem(name: "SmarterMail", openings: [
            "could not deliver message to the following recipient(s)", "could not deliver message to the following recipient",
        ]),
        MailSystem(name: "MailEnable", openings: [
            "mailenable: message could not be delivered", "message could not be delivered to some recipients", 
            "the following recipient(s) could not be reached",
        ]),
        MailSystem(name: "InterMail", openings: [
            "this message was undeliverable due to the following reason", "your message was not delivered because the destination",
            "your message was not delivered for the following reason",
        ]),
        MailSystem(name: "CommuniGate", openings: ["failed to deliver to '", "message delivery to the following"]),
    ]
}
