/// What mail programs put before a subject in a reply or a forward, by language, lower case, without the colon.
enum SubjectPrefixes {
    enum Kind: Hashable {
        case reply, forward
        /// One language's reply is another's forward.
        case either
    }

    static func kind(of word: String) -> Kind? {
        let text = FoldedText(word, limit: 40)
        guard !text.isEmpty else { return nil }
        return kinds[Phrase(bytes: text.bytes)]
    }

    private static let kinds: [Phrase: Kind] = {
        var kinds: [Phrase: Kind] = [:]
        for phrase in replies { kinds[phrase] = .reply }
        for phrase in forwards { kinds[phrase] = kinds[phrase] == nil ? .forward : .either }
        return kinds
    }()

    private static let replies: [Phrase] = [
        "re", "reply", "response", "r e",  // English, and everywhere
        "res", "resp", "respuesta", "respta",  // Spanish
        "resposta", "rif",  // Portuguese, Catalan, Galician
        "răspuns", "raspuns", "răsp",  // Romanian
        "ref", "réf", "rép", "rep", "réponse",  // French
        "aw", "antwort", "antw",  // German
        "r", "risp", "risposta",  // Italian
        "antwoord", "betr", "bet",  // Dutch, Afrikaans
        "odp", "odpowiedź",  // Polish
        "sv", "svar", "svs", "vas",  // Swedish, Danish, Norwegian, Icelandic, Faroese
        "vs", "vast", "vastaus", "vastus",  // Finnish, Estonian
        "vá", "va", "válasz", "re.",  // Hungarian
        "ynt", "yan", "yanıt", "cevap", "cvp",  // Turkish
        "απ", "απάντηση", "σχετ", "απαντ",  // Greek
        "отв", "отв.", "ответ", "на",  // Russian
        "відп", "відповідь", "вiдповiдь",  // Ukrainian
        "отг", "отговор", "отн",  // Bulgarian
        "одг", "одговор", "odg", "odgovor", "odgov",  // Serbian, Croatian, Bosnian, Slovene, Macedonian
        "odpověď", "odpoveď", "odpoved",  // Czech, Slovak
        "ats", "atsakymas", "atb", "atbilde",  // Lithuanian, Latvian, Welsh
        "përgj", "përgjigje", "er", "erantzuna", "freagra",  // Albanian, Basque, Irish
        "回复", "回覆", "答复", "答覆", "回應", "回应", "答", "復", "回信",  // Chinese
        "返信", "返", "re:",  // Japanese
        "답장", "회신", "답변", "re：",  // Korean
        "bls", "balas", "jawab",  // Indonesian, Malay
        "trả lời", "tl", "hồi âm",  // Vietnamese
        // Thai, Arabic, Persian, Hebrew, Hindi, Urdu, Filipino
        "ตอบ", "ตอบกลับ", "رد", "الرد", "پاسخ", "جواب", "השב", "תגובה", "उत्तर",
        "جواب دیں", "sag",
    ]

    private static let forwards: [Phrase] = [
        "fwd", "fw", "forward", "forwarded", "fyi",  // English
        "rv", "reenv", "reenviado", "reenvío", "rm",  // Spanish
        "enc", "encaminhada", "encaminhado", "encam", "reenc",  // Portuguese
        "redirecționat", "redirectionat", "redirecţionat", "transmis", "rd",  // Romanian
        "tr", "trans", "transf", "transféré",  // French
        "wg", "wtrlt", "weitergeleitet",  // German
        "i", "inol", "inoltro", "inoltrata", "inoltrato",  // Italian
        "doorst", "dst", "doorgestuurd",  // Dutch, Afrikaans
        "pd", "przek", "przekazano",  // Polish
        "vb", "vidarebef", "vs", "videresendt", "vid", "fs", "frams",  // Swedish, Danish, Norwegian, Icelandic
        "vl", "välitetty", "edasi", "edastatud",  // Finnish, Estonian
        "tov", "továbbítás", "továbbítva", "ti",  // Hungarian
        "ilt", "i̇lt", "ilet", "yön", "i̇leti",  // Turkish
        "πρθ", "προώθηση", "προωθ",  // Greek
        "перес", "пересл", "переслано", "пер", "перен",  // Russian, Ukrainian
        "препр", "препратено", "прп",  // Bulgarian
        "прослеђено", "prosl", "proslijeđeno", "prosleđeno", "pos", "posr", "posredovano",  // Serbian, Croatian, Slovene
        "přep", "přeposláno", "prep", "preposlané",  // Czech, Slovak
        "pers", "persiųsta", "pārs", "pārsūtīts",  // Lithuanian, Latvian
        "yml",  // Welsh
        "përc", "bt", "birbidali",  // Albanian, Basque
        "转发", "轉寄", "轉發", "转寄", "转", "轉",  // Chinese
        "転送", "전달", "전달됨",  // Japanese, Korean
        "trs", "terusan", "chuyển tiếp", "ct", "ส่งต่อ",  // Indonesian, Vietnamese, Thai
        // Arabic, Persian, Hebrew, Hindi, Filipino
        "إعادة توجيه", "محول", "ارسال مجدد", "باز ارسال", "הועבר", "אגרסה", "अग्रेषित",
        "ipasa",
    ]
}
