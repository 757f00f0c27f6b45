extension MailSystem {
    /// Servers of Unix hosts.
    static let unixSystems = [
        MailSystem(name: "qmail", openings: [
            "this is the qmail-send program", "i'm afraid i wasn't able to deliver your message to the following", "the qmail program at",
        ]),
        MailSystem(name: "Postfix", openings: [
            "this is the mail system at host", "this is the postfix program at host", "this is the postfix mail system at host",
            "i'm sorry to have to inform you that the message returned", "i'm sorry to have to inform you that your message could not",
        ]),
        MailSystem(name: "Exim", openings: [
            "a message that you sent could not be delivered to one or more of its recipients",
            "a message that you sent could not be delivered to all of its recipients", "a message that you sent has not yet been delivered",
            "a message that you have sent could not be delivered", "a message that you sent contained one or more",
            "a message that you sent was rejected", "a message that you sent using the", "a message sent by <",
            "this message was created automatically by mail delivery software", "the following address(es) failed",
        ]),
        MailSystem(name: "Sendmail", openings: [
            "the following addresses had permanent fatal errors", "the following addresses had permanent delivery errors",
            "the following addresses had transient", "the following addresses had delivery errors",
            "the following addresses had delivery problems", "transcript of session follows", "unsent message follows",
            "the following recipients have been delayed",
        ]),
        MailSystem(name: "Courier", openings: [
            "this is a delivery status notification from", "if your original message was received by", "undeliverable mail -",
            "your message to the following recipients cannot be delivered",
        ]),
        MailSystem(name: "OpenSMTPD", openings: [
            "this is the mailer-daemon, please do not reply to this e-mail", "this is the mailer-daemon, please do not reply to this email",
        ]),
        MailSystem(name: "DragonFly", openings: ["this is the dragonfly mail agent"]),
        MailSystem(name: "Apache James", openings: [
            "hi. this is the james mail server at", "i'm sorry to have to tell you that your message could not be",
        ]),
        MailSystem(name: "smail", openings: ["message log follows:", "failed addresses follow:"]),
        MailSystem(name: "KSMTP", openings: [
            "delivery to the following recipients failed permanently:", "delevery to the following recipients failed permanently:",
        ]),
        MailSystem(name: "ArGoSoft", openings: [
            "the following recipients returned permanent errors", "we had trouble delivering your message. full details follow",
        ]),
    ]
}
