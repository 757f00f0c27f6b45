/// Subjects under which mail systems return mail, lower case.
enum BounceSubjects {
    static func matches(_ subject: FoldedText) -> Bool { phrases.contains { subject.contains($0) } }

    private static let phrases: [Phrase] = [
        "undelivered mail returned", "undelivered mail", "undeliverable", "undelivered message", "undeliverable mail",
        "mail delivery failed", "mail delivery failure", "mail delivery error", "mail delivery problem", "mail delivery status",
        "mail could not be delivered", "delivery status notification", "delivery status", "delivery notification", "delivery failure",
        "delivery failed", "delivery has failed", "delivery error", "delivery problem", "delivery report", "failed delivery",
        "failure delivery", "failure notice", "failure notification", "returned mail", "returned message", "returned to sender",
        "returning to sender", "returning message to sender", "mail returned", "message returned", "mail system error", "mail error",
        "non-delivery", "non delivery", "nondeliverable", "nondelivery", "not delivered", "wasn't delivered", "could not be delivered",
        "couldn't be delivered", "unable to deliver", "delayed mail", "message delayed", "delivery delayed", "warning: could not send",
        "warning--could not send", "warning: message", "could not send message", "error sending your mail", "there was an error sending",
        "message status", "user unknown", "unknown user", "address not found", "message blocked", "mail rejected", "message rejected",
        "message you sent blocked", "email delivery failure", "bounce notification", "bounced mail", "permanent delivery failure",
        "temporary delivery failure", "notice: mail delivery", "permanent error", "mail failed", "mail failure",
        "message delivery has failed", "message delivery failure", "notify: see transcript", "problem delivering", "error during delivery",
        "smtp delivery failure", "delivery incomplete", "mail not delivered", "e-mail delivery", "cannot send message", "rejected mail",
        "rejected:", "delivery notice",
        "no se puede entregar", "no se pudo entregar", "no entregado", "no entregable", "correo no entregado", "error de entrega",
        "notificación de estado de entrega", "notificación de entrega", "error en la entrega", "no se ha podido entregar", "não entregue",
        "não é possível entregar", "falha na entrega", "notificação de status de entrega", "notificação de falha", "mensagem devolvida",
        "impossível entregar", "erro na entrega", "nelivrat", "nu a putut fi livrat", "mesaj nelivrat", "eroare de livrare",
        "imposibil de livrat", "échec de la remise", "échec de remise", "non remis", "non distribu", "message non délivré",
        "échec de distribution", "notification d'état de remise", "unzustellbar", "zustellung fehlgeschlagen", "zustellungsfehler",
        "benachrichtigung zum übermittlungsstatus", "nicht zustellbar", "nicht zugestellt", "übermittlungsfehler", "non recapitabile",
        "mancata consegna", "recapito non riuscito", "impossibile recapitare", "errore di recapito", "messaggio non consegnato",
        "onbestelbaar", "kan niet worden bezorgd", "niet bezorgd", "niepowodzenie doręczenia", "niedostarczon", "nie można dostarczyć",
        "zwrot wiadomości", "går inte att leverera", "det gick inte att leverera", "oleverer", "kan ikke leveres", "uleverbar",
        "ei voitu toimittaa", "nedoručiteln", "nedoručen", "kézbesíthetetlen", "teslim edilemedi", "не доставлено", "недоставлен",
        "недоставлене", "не удалось доставить", "ошибка доставки", "сообщение не доставлено", "письмо не доставлено", "неудачная доставка",
        "退信", "未送达", "无法送达", "投递失败", "系统退信", "無法傳遞", "配信不能", "配信エラー", "エラーメール", "メールを配信できません", "メッセージを配信でき", "送信エラー", "メール送信エラー", "배달되지",
        "전송 실패", "반송",
    ]
}
