/// How subjects of automatic answers begin, lower case.
enum AutoReplyWords {
    /// Whether the subject says that a machine answers. "Out of office assistant does not start" is a customer's.
    /// - Parameter isUnanswerable: the mail forbids answers, so that words that people use too count as well.
    static func signs(_ subject: String, isUnanswerable: Bool) -> Bool {
        let text = FoldedText(subject, limit: 200)
        if formulas.contains(where: { text.hasPrefix($0) && isEnd(text, behind: $0.bytes.count) }) { return true }
        // "AUTO: Ana is out of the office (returning Monday)", "Shoes (automatic reply)"
        if text.hasPrefix("auto:"), away.contains(where: { text.contains($0) }) { return true }
        if behind.contains(where: { text.contains($0) }) { return true }
        return isUnanswerable && (formulas + sayings).contains { text.contains($0) }
    }

    /// The formula is all, or punctuation follows.
    private static func isEnd(_ text: FoldedText, behind index: Int) -> Bool {
        let rest = text.bytes[index...].drop { $0 == UInt8(ascii: " ") }
        guard let next = rest.first else { return true }
        return ":;!,-([|".utf8.contains(next) || ["：", "–", "re:", "fwd:"].contains { rest.starts(with: $0.utf8) }
    }

    private static let formulas: [Phrase] = [
        "out of office", "out of the office", "out-of-office", "out of office autoreply", "out of office auto-reply", "out of office reply",
        "out of office message", "out of office notification", "ooo", "autoreply", "auto-reply", "auto reply", "[autoreply]",
        "[auto-reply]", "[auto reply]", "auto response", "auto-response", "autoresponse", "autorespons", "autoresponder", "auto respond",
        "automatic reply", "automatic response", "automatic acknowledgement", "automated reply", "automated response", "automated message",
        "absence notification", "away notice", "vacation reply", "vacation response", "vacation autoreply",
        "respuesta automática", "respuesta automatica", "fuera de la oficina", "fuera de oficina", "autorespuesta", "mensaje automático",
        "resposta automática", "resposta automatica", "fora do escritório", "fora do escritorio", "auto-resposta", "autorresposta",
        "ausência temporária", "mensagem automática",
        "răspuns automat", "raspuns automat", "în afara biroului", "in afara biroului", "mesaj automat", "absent din birou",
        "réponse automatique", "reponse automatique", "absence du bureau", "absent du bureau", "message d'absence", "message automatique",
        "automatische antwort", "abwesenheitsnotiz", "abwesenheitsbenachrichtigung", "abwesenheitsmeldung", "autom. antwort",
        "automatische antwortnachricht", "automatische rückantwort", "eingangsbestätigung",
        "risposta automatica", "fuori sede", "fuori ufficio", "assenza dall'ufficio", "automatisch antwoord", "automatische reactie",
        "buiten kantoor", "afwezigheidsmelding", "automatisch bericht",
        "autoodpowiedź", "automatyczna odpowiedź", "odpowiedź automatyczna", "poza biurem", "autosvar", "automatiskt svar",
        "frånvaromeddelande", "frånvarande", "automatisk svar", "fraværende", "ikke til stede", "fravær", "automaattinen vastaus",
        "poissa toimistosta", "poissaoloviesti", "automatická odpověď", "automatická odpoveď", "mimo kancelář",
        "automatikus válasz", "házon kívül", "otomatik yanıt", "ofis dışında", "автоответ", "автоматический ответ",
        "отсутствие на рабочем месте", "вне офиса", "автоматична відповідь", "автовідповідь", "автоматичен отговор", "αυτόματη απάντηση",
        "εκτός γραφείου", "automatski odgovor", "samodejni odgovor", "自动回复", "自动答复", "自動回覆", "自動応答", "自動返信", "不在通知", "자동 회신", "자동 응답",
        "부재중", "תשובה אוטומטית", "رد تلقائي", "resposta automàtica", "automaatvastus", "phản hồi tự động",
        "trả lời tự động", "thư trả lời tự động", "balasan otomatis", "balas otomatis", "balasan automatik", "erantzun automatikoa",
        "automātiskā atbilde", "automatinis atsakymas", "аутоматски одговор", "автоматски одговор", "автоматты жауап", "sjálfvirkt svar",
        "स्वचालित उत्तर", "स्वचालित प्रतिक्रिया", "מענה אוטומטי", "ตอบกลับอัตโนมัติ", "การตอบกลับอัตโนมัติ", "ausente de la oficina",
        "ausencia de la oficina", "mensaje de ausencia", "ausência do escritório", "mensagem de ausência",
        "resposta automática de férias", "mesaj de absență", "absență din birou", "avis d'absence", "assistant d'absence",
        "assente dall'ufficio", "messaggio di assenza", "afwezigheidsbericht", "afwezigheidsassistent", "frånvaro från kontoret",
        "fravær fra kontoret", "poissa toimistolta", "wiadomość o nieobecności", "nieobecność w biurze", "oznámení o nepřítomnosti",
        "távolléti üzenet", "vacation message",
    ]

    /// Behind "AUTO:", as Notes begins.
    private static let away: [Phrase] = [
        "auto: re:", "auto: aw:", "auto: rv:", "is out of the office", "out of office", "is away", "on vacation", "on leave", "fuera de la oficina",
        "fora do escritório", "nicht im büro", "ist außer haus", "est absent", "fuori ufficio",
    ]

    /// At the end of a subject.
    private static let behind: [Phrase] = [
        "(automatic reply)", "(auto reply)", "(auto-reply)", "(autoreply)", "(out of office)", "(out of the office)", "[out of office]",
        "(respuesta automática)", "(resposta automática)", "(răspuns automat)", "(réponse automatique)", "(automatische antwort)",
    ]

    /// What people write too, and machines in the subjects that people gave them.
    private static let sayings: [Phrase] = [
        "auto:", "out of office", "out of the office", "away from my", "away until", "i am away", "is away", "on vacation", "on holiday",
        "on leave", "vacation", "away from the office", "estoy fuera", "ausente", "ausencia", "vacaciones", "fora da empresa", "em férias",
        "estou de férias", "ausência", "concediu", "absent", "en congés", "en vacances", "absence", "abwesend", "abwesenheit", "urlaub",
        "nicht im büro", "in ferie", "assente", "assenza", "afwezig", "niet aanwezig", "nieobecność", "urlop", "på semester",
        "ikke på kontoret", "på ferie", "poissa", "lomalla", "dovolená", "szabadság", "tatil", "отпуск", "отсутств", "відпустка", "休暇",
        "休假", "외출",
    ]
}
