extension MailSystem {
    /// Providers of mailboxes and of sending.
    static let webMailSystems = [
        MailSystem(name: "Google", openings: [
            "delivery to the following recipient failed permanently", "delivery to the following recipients failed permanently",
            "delivery to the following recipient has been delayed", "delivery to the following recipient has been temporarily",
            "technical details of permanent failure", "technical details of temporary failure", "** address not found **",
            "** message not delivered **", "** message blocked **", "** delivery incomplete **", "** unable to find **",
            "your message wasn't delivered to", "there was a problem delivering your message",
            "there was a temporary problem delivering your message", "the group you tried to contact",
            "google tried to deliver your message",
            "** no se encontró la dirección **", "** no se ha encontrado la dirección **", "tu mensaje no se ha entregado a",
            "tu mensaje no se entregó a", "** endereço não encontrado **", "sua mensagem não foi entregue a",
            "** adresa nu a fost găsită **", "mesajul dvs. nu a fost livrat", "mesajul nu a fost livrat la", "** adresse introuvable **",
            "** adresse nicht gefunden **", "ihre nachricht wurde nicht zugestellt an", "** indirizzo non trovato **",
            "** adres niet gevonden **", "** nie znaleziono adresu **", "** adressen hittades inte **", "** адрес не найден **",
            "groups.google.com/support",
        ]),
        MailSystem(name: "Yahoo", openings: [
            "sorry, we were unable to deliver your message to the following address",
            "unable to deliver message to the following address(es)", "this user doesn't have a",
        ]),
        MailSystem(name: "GMX", openings: ["smtp error from remote server after", "mail delivery failed: returning message to sender"]),
        MailSystem(name: "Mail.Ru", openings: ["это письмо создано автоматически", "к сожалению, ваше письмо не может быть доставлено"]),
        MailSystem(name: "Yandex", openings: [
            "это письмо отправлено почтовым сервером yandex", "to our deep regret, the message you sent wasn't delivered",
        ]),
        MailSystem(name: "Zoho", openings: ["invalid address, error_code", "error_code :"]),
        MailSystem(name: "Amazon", openings: ["an error occurred while trying to deliver the mail to the following recipients"]),
        MailSystem(name: "AOL", openings: ["your mail to the following recipients could not be delivered"]),
        MailSystem(name: "Verizon", openings: [
            "message could not be delivered to mobile", "error: unknown user", "attempted to send a text message",
        ]),
        MailSystem(name: "Facebook", openings: [
            "this message was created automatically by facebook", "sorry, your message could not be delivered",
        ]),
        MailSystem(name: "Apple", openings: ["this message could not be delivered. please review the following"]),
        MailSystem(name: "SendGrid", openings: [
            "this is an automatically generated message from sendgrid",
            "i'm sorry to have to tell you that your message was not able to be delivered",
        ]),
        MailSystem(name: "QQ", openings: ["很抱歉您发送的邮件被退回", "抱歉，您的邮件被退回来了"]),
        MailSystem(name: "NetEase", openings: ["很抱歉，您的邮件未能送达"]),
    ]
}
