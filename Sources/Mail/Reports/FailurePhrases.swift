/// What servers mean by their words, where they give no code.
enum FailurePhrases {
    /// The first meaning found; most telling ones are asked first.
    static func status(of words: String) -> SMTPStatus? { status(of: FoldedText(words, limit: 8_000)) }

    static func status(of text: FoldedText) -> SMTPStatus? {
        table.lazy.first { _, phrases in phrases.contains { text.contains($0) } }?.status
    }

    private static let table: [(status: SMTPStatus, phrases: [Phrase])] = [
        (SMTPStatus(5, 2, 2), mailboxFull),
        (SMTPStatus(5, 3, 4), tooBig),
        (SMTPStatus(5, 4, 6), loop),
        (SMTPStatus(5, 1, 2), hostUnknown),
        (SMTPStatus(5, 2, 1), disabled),
        (SMTPStatus(5, 1, 6), moved),
        (SMTPStatus(5, 1, 1), userUnknown),
        (SMTPStatus(5, 7, 1), refused),
        (SMTPStatus(4, 4, 7), expired),
        (SMTPStatus(4, 4, 1), unreachable),
        (SMTPStatus(4, 2, 0), temporary),
    ]

    static let userUnknown: [Phrase] = [
        "user unknown", "unknown user", "no such user", "no such mailbox", "no such address", "no such recipient", "no such account",
        "no such person", "unknown recipient", "recipient unknown", "unknown address", "unknown local", "unknown account",
        "unknown mailbox", "mailbox unknown", "mailbox not found", "mailbox unavailable", "mailbox does not exist", "user not found",
        "user does not exist", "user doesn't exist",
        "does not exist", "doesn't exist", "recipient not found", "recipnotfound", "recipientnotfound", "address not found",
        "account not found", "not a known user", "not our customer", "unrouteable address", "unroutable address", "invalid recipient",
        "invalid mailbox", "invalid address", "invalid user", "bad destination mailbox", "bad address", "no mailbox here", "not listed in",
        "this user doesn't have a", "no valid recipient", "recipient name is not recognized",
        "is not a valid mailbox", "recipient address rejected", "address rejected", "recipient rejected", "could not be found",
        "couldn't be found", "wasn't found", "was not found", "not found at", "undeliverable address", "unknown or illegal",
        "illegal alias", "is not recognized", "not known at this site", "possibly incorrect", "invalid final delivery userid",
        "no account by that name", "no local mailbox", "isn't a valid", "not a valid user", "address does not",
        "account that you tried to reach does not",
        "destination addresses were unknown", "could not be delivered to the address", "error in processing the address", "not exist",
        "存在しません", "見つかりません", "宛先が", "該当するユーザ", "ありませんでした", "リストにありません", "не существует", "не найден", "пользователь не найден", "no existe",
        "não existe", "n'existe pas", "existiert nicht", "nicht gefunden", "kon niet worden gevonden", "nu există",
        "unknown e-mail address", "recipient does not",
    ]

    static let mailboxFull: [Phrase] = [
        "mailbox full", "mailbox is full", "mailbox has exceeded", "mailbox exceeded", "over quota", "overquota", "quota exceeded",
        "exceeded quota", "exceeds quota", "exceeded storage", "quota limit", "mailfolder is full", "mail folder is full",
        "mailbox size limit", "inbox is full", "inbox full", "insufficient disk", "out of storage", "disk quota", "disk full",
        "storage limit", "too much mail data", "full mailbox", "is out of space", "no space left in", "user has too many messages",
        "not enough storage", "exceeded the local limit", "mailbox for user is full", "quotaexceed", "quota violation",
        "over the allowed quota", "over the maximum allowed", "maildir over quota", "exceeded his/her quota", "receiving mail at a rate",
        "buzón lleno", "caixa de correio cheia", "boîte pleine", "postfach voll", "inbox is too full", "mailbox over",
        "allowed message count",
        "メールボックスがいっぱい", "容量", "ящик переполнен", "buzón está lleno", "caixa postal cheia",
    ]

    static let tooBig: [Phrase] = [
        "message too big", "message too large", "message is too large", "message size exceeds", "exceeds maximum size", "exceeded maximum",
        "size limit exceeded", "mail size limit", "message file too big", "too large to", "exceeds size limit", "exceeds the maximum",
        "message length exceeds", "larger than the current system limit", "exceeded message size", "maximum message size",
    ]

    static let loop: [Phrase] = [
        "mail loop", "hop count", "too many hops", "loop detected", "loops back to myself", "mail forwarding loop", "possible loop",
        "routing loop",
    ]

    static let hostUnknown: [Phrase] = [
        "host unknown", "unknown host", "host not found", "domain not found", "domain does not exist", "unknown domain",
        "name service error", "host or domain name not found", "no such domain", "no such host", "domain is not found",
        "nonexistent domain", "non-existent domain", "nxdomain", "null mx", "nullmx", "has no mx", "no mail server",
        "couldn't find any host", "can't resolve", "unable to resolve", "could not be resolved", "name or service not known",
        "invalid domain", "bad destination host", "dns lookup failure", "mx record", "no route to domain", "illegal host/domain",
        "name has no usable address", "unrouteable mail domain", "domain wasn't found", "domain couldn't be found", "dns error",
        "address literal",
    ]

    static let disabled: [Phrase] = [
        "account disabled", "account is disabled", "disabled", "account has been suspended", "suspended", "inactive",
        "account is not active", "mailbox currently suspended", "is no longer valid", "account expired", "no longer on server",
        "has been deactivated", "deactivated", "account locked", "not accepting", "doesn't accept mail", "mailbox is inactive",
        "mailbox closed", "been terminated", "no longer in use", "is not currently active", "unavailable to take mail",
        "temporarily locked", "has been closed",
    ]

    static let moved: [Phrase] = [
        "has moved", "no longer works", "has been replaced by", "address has changed", "new address is", "mailbox has moved",
        "has left the company",
    ]

    static let refused: [Phrase] = [
        "relaying denied", "relay access denied", "relay not permitted", "not permitted to relay", "unable to relay",
        "relaying not allowed", "access denied", "blocked", "blacklist", "blocklist", "black list", "spam", "spamhaus", "rejected",
        "refused to accept", "not allowed", "not authorized", "permission to post", "permission", "authentication required",
        "authentication", "policy", "virus", "banned", "prohibited", "denied", "unauthenticated", "dmarc", "spf", "dkim",
        "content rejected", "message refused", "did not like", "unsolicited", "restricted", "rejeté", "abgelehnt", "rechazado", "rejeitado",
        "отклонено", "拒否", "受信拒否", "may not exist, or you may not have permission", "not accept", "you are not allowed", "not permitted",
    ]

    static let expired: [Phrase] = [
        "too long", "has been delayed", "delayed", "delivery time expired", "retry time not reached", "retry timeout", "timeout exceeded",
        "will be retried", "could not be delivered for", "not delivered within", "cannot send message for", "could not send mail for",
        "cannot send message within", "still being retried", "delivery failed 1", "delivery failed 2", "attempts", "timed out", "time out",
        "giving up", "queue", "expired", "warning message only", "warning only", "has not yet been delivered", "not yet been delivered",
        "retry limit", "message timed out", "max retries",
    ]

    /// Tried in vain until the time was over: nothing is known against the address.
    static let gaveUp: [Phrase] = [
        "retry timeout exceeded", "retry time not reached", "has been in the queue too long", "delivery time expired", "message timed out",
    ]

    static let unreachable: [Phrase] = [
        "connection refused", "connection reset", "connection lost", "lost connection", "no route to host", "network is unreachable",
        "network unreachable", "unable to connect", "could not connect", "cannot connect", "couldn't connect", "unable to contact",
        "connection timed out", "wasn't able to establish an smtp connection", "no smtp connection", "not responding", "connection dropped",
        "host is unreachable", "connect to", "host not responding", "conversation with", "tls", "handshake", "server is down",
        "remote host", "connection was dropped", "operation timed out",
    ]

    static let temporary: [Phrase] = [
        "temporarily", "temporary", "try again later", "try later", "greylist", "gray list", "grey list", "deferred",
        "resources unavailable", "too many connections", "too many concurrent", "rate limit", "system load", "service unavailable",
        "unexpected failure",
    ]

    /// Sentences with which a report begins whose words alone say that mail was not delivered.
    static let undelivered: [Phrase] = [
        "could not be delivered", "couldn't be delivered", "cannot be delivered", "can't be delivered", "can not be delivered",
        "was not delivered", "wasn't delivered", "were not delivered", "not be delivered", "has not been delivered", "not been delivered",
        "undeliverable", "undelivered", "unable to deliver", "was unable to deliver", "wasn't able to deliver", "not able to deliver",
        "were unable to deliver", "delivery failed", "delivery has failed", "delivery failure", "delivery to the following",
        "failed permanently", "delivery of your message", "did not reach the following", "returned to sender",
        "returning message to sender", "fatal errors", "permanent fatal error", "permanent error", "delivery errors", "delivery problems",
        "failed recipients", "failed addresses", "trouble delivering", "error delivering", "error occurred while attempting to deliver",
        "error occurred while trying to deliver", "could not deliver", "couldn't deliver", "cannot deliver",
        "has been rejected", "been blocked", "transcript of session follows", "message was not sent", "weren't sent", "failure reasons",
        "has been delayed", "delivery is delayed", "message delayed", "non-delivered", "failed to deliver", "failed to be delivered",
        "did not receive this message", "mail delivery error", "following recipients", "message not delivered",
        "smtp error", "unknown user", "delivery incomplete", "wasn't able to be delivered", "could not be sent", "rejected by a remote",
        "not deliverable", "delivery attempt",
        "no se pudo entregar", "no se ha podido entregar", "no pudo ser entregado", "no ha sido entregado", "no se entregó",
        "não pôde ser entregue", "não foi possível entregar", "não foi entregue", "não pode ser entregue", "nu a putut fi livrat",
        "nu a fost livrat", "n'a pas pu être", "n'a pas été remis", "n'a pu être", "non remis", "konnte nicht zugestellt",
        "nicht zugestellt", "unzustellbar", "non è stato possibile recapitare", "impossibile recapitare", "non recapitato",
        "kan niet worden bezorgd", "niet bezorgd", "niet worden afgeleverd", "nie można dostarczyć", "nie został dostarczony",
        "nie została dostarczona", "kunde inte levereras", "kunne ikke leveres", "ei voitu toimittaa", "не может быть доставлено",
        "не удалось доставить", "не доставлено", "не было доставлено", "недоставленное", "未送达", "无法投递", "退信", "無法傳遞", "送信できませんでした",
        "配信できませんでした", "配送できません", "届きませんでした", "送信に失敗", "전송되지", "배달되지", "teslim edilemedi", "nem sikerült kézbesíteni",
        "nelze doručit", "nebylo doručeno", "δεν ήταν δυνατή η παράδοση",
    ]
}
