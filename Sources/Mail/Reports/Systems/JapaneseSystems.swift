extension MailSystem {
    /// Carriers and providers in Japan.
    static let japaneseSystems = [
        MailSystem(name: "au", openings: [
            "each of the following recipients was rejected by a remote", "the user(s) account is disabled",
            "the user(s) account is temporarily limited", "the following recipients did not receive this message", "your mail sent on:",
            "次のあて先へのメッセージはエラーのため送信できませんでした",
        ]),
        MailSystem(name: "docomo", openings: ["宛先のアドレスが存在しないか", "次のあて先へのメッセージはエラー"]),
        MailSystem(name: "Biglobe", openings: ["non-delivered information", "in recipient's mailbox exceeded the local limit"]),
        MailSystem(name: "m-FILTER", openings: ["m-filter", "server message 550", "smtp command data"]),
        MailSystem(name: "Activehunter", openings: ["activehunter"]),
        MailSystem(name: "KDDI", openings: [
            "as their mailbox is full", "due to the following smtp relay error", "could not be delivered to: <",
        ]),
    ]
}
