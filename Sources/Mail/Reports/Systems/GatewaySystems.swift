extension MailSystem {
    /// Filters before a mail server.
    static let gatewaySystems = [
        MailSystem(name: "MailMarshal", openings: [
            "your message: from:", "could not be delivered because of", "the following recipients were affected",
        ]),
        MailSystem(name: "MXLogic", openings: ["included is a copy of the message header"]),
        MailSystem(name: "Barracuda", openings: ["was considered unsolicited bulk e-mail"]),
        MailSystem(name: "SurfControl", openings: [
            "your message could not be sent", "a transcript of the attempts to send the message follows",
        ]),
        MailSystem(name: "McAfee", openings: [
            "--- the following addresses had delivery problems ---", "the following addresses had delivery problems",
        ]),
        MailSystem(name: "InterScan", openings: ["sent <<< rcpt to:", "received >>> 5"]),
        MailSystem(name: "WebShield", openings: ["failed recipients", "contents of the undelivered mail"]),
        MailSystem(name: "MailFoundry", openings: [
            "unable to deliver message to:", "this has been a permanent failure. no further delivery attempts will be made",
        ]),
        MailSystem(name: "Mimecast", openings: ["an email that you attempted to send to the following address could not be delivered"]),
        MailSystem(name: "Symantec", openings: [
            "this is the mail delivery agent at symantec", "this is the mail delivery agent at messagelabs",
            "this is the mail delivery agent at",
        ]),
        MailSystem(name: "Proofpoint", openings: ["the original message was received at"]),
        MailSystem(name: "IronPort", openings: ["was undeliverable. the reason for the problem", "was undeliverable"]),
        MailSystem(name: "Amavis", openings: ["content-filter at", "mail delivery software at"]),
    ]
}
