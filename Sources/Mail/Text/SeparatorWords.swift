/// The words of separator lines, by language, lower case.
enum SeparatorWords {
    /// Between dashes: "-----Original Message-----".
    static let original: [Phrase] = [
        "original message", "original appointment", "reply message", "reply to message", "original mail", "original email",
        "original e-mail",
        "mensaje original", "mensaje de respuesta", "mensagem original", "mensagem de resposta", "mesaj original", "mesajul original",
        "mesaj iniţial", "mesaj inițial",
        "message d'origine", "message original", "message initial", "e-mail d'origine", "courriel original",
        "ursprüngliche nachricht", "original nachricht", "originalnachricht", "original-nachricht", "originalmail", "urspr. nachricht",
        "ursprungliche nachricht",
        "ursprüngliche mail",
        "messaggio originale", "messaggio originario", "oorspronkelijk bericht", "origineel bericht", "oorspronkelijk e-mailbericht",
        "wiadomość oryginalna", "oryginalna wiadomość", "wiadomosc oryginalna", "pierwotna wiadomość", "originalmeddelande",
        "ursprungligt meddelande", "ursprungsmeddelande",
        "oprindelig besked", "oprindelig meddelelse", "original meddelelse", "original besked", "opprinnelig melding", "original melding",
        "alkuperäinen viesti",
        "původní zpráva", "původní e-mail", "pôvodná správa", "eredeti üzenet", "eredeti levél", "orijinal mesaj", "özgün ileti",
        "orijinal ileti", "исходное сообщение", "исходное письмо",
        "оригинальное сообщение", "вихідне повідомлення", "оригінальне повідомлення", "първоначално съобщение", "αρχικό μήνυμα",
        "izvorna poruka", "originalna poruka", "izvirno sporočilo",
        "原始邮件", "原始郵件", "原邮件", "邮件原件", "原始訊息", "元のメッセージ", "元のメール", "original message ", "원본 메시지", "원본 메일", "הודעה מקורית",
        "الرسالة الأصلية", "missatge original", "originaal kiri", "algne kiri",
        "oriģinālā vēstule", "pradinis laiškas", "pesan asli", "thư gốc", "jatorrizko mezua", "mensaxe orixinal", "oryginalny e-mail",
        "previous message",
    ]

    /// Between dashes: "---------- Forwarded message ----------".
    static let forwarded: [Phrase] = [
        "forwarded message", "forwarded by", "forwarded mail", "forwarded email", "forward message", "begin forwarded",
        "weitergeleitet von",
        "mensaje reenviado", "mensaje remitido", "correo reenviado", "mensagem encaminhada", "mensagem reencaminhada",
        "mesaj redirecționat", "mesaj redirecţionat", "mesaj redirecționat", "mesaj retrimis", "mesaj transmis", "mesaj înaintat",
        "message transféré", "message transmis", "message réexpédié", "weitergeleitete nachricht", "weitergeleitete message",
        "weitergeleitete mail", "messaggio inoltrato", "inoltrato da",
        "doorgestuurd bericht", "doorgezonden bericht", "forwarded bericht", "przekazana wiadomość", "wiadomość przekazana",
        "przesłana wiadomość", "treść przekazanej wiadomości", "vidarebefordrat meddelande", "vidarebefordrat brev", "vidarebefordrat mail",
        "videresendt meddelelse", "videresendt besked", "videresendt melding", "videresendt e-mail", "välitetty viesti",
        "edelleenlähetetty viesti", "přeposlaná zpráva", "přeposlaný e-mail", "preposlaná správa", "preposlaný e-mail",
        "továbbított üzenet", "továbbított levél",
        "yönlendirilmiş ileti", "yönlendirilen ileti", "iletilen mesaj", "yönlendirilen mesaj", "пересылаемое сообщение",
        "пересланное сообщение", "перенаправленное сообщение", "начало переадресованного", "переслане повідомлення",
        "перенаправлене повідомлення", "препратено съобщение", "προωθημένο μήνυμα",
        "proslijeđena poruka", "prosleđena poruka", "posredovano sporočilo", "转发的邮件", "转发邮件信息", "轉寄郵件", "轉寄的郵件", "已转发邮件", "轉寄者",
        "転送されたメッセージ", "転送メッセージ", "전달된 메시지", "전달된 메일", "הודעה שהועברה", "رسالة محولة", "missatge reenviat", "edastatud kiri",
        "persiųstas laiškas", "pārsūtītā ziņa",
        "pesan terusan", "chuyển tiếp", "pesan yang diteruskan", "mensaxe reenviada",
    ]

    /// Alone on their line, without dashes (Apple Mail).
    static let begun: [Phrase] = [
        "begin forwarded message", "inicio del mensaje reenviado", "comienzo del mensaje reenviado", "início da mensagem encaminhada",
        "início da mensagem reencaminhada", "início de mensagem encaminhada", "începutul mesajului redirecționat",
        "început mesaj redirecționat",
        "début du message transféré", "début du message réexpédié", "anfang der weitergeleiteten nachricht",
        "anfang der weitergeleiteten e-mail", "inizio messaggio inoltrato", "begin doorgestuurd bericht", "start van doorgestuurd bericht",
        "początek przekazywanej wiadomości", "początek przekazanej wiadomości", "vidarebefordrat brev", "börja vidarebefordrat brev",
        "start på videresendt besked", "start på videresendt e-mail", "begynnelse på videresendt melding", "videresendt melding",
        "välitetty viesti alkaa", "začátek přeposílané zprávy",
        "začiatok preposlanej správy", "továbbított levél kezdete", "iletilen ileti başlangıcı", "начало пересылаемого сообщения",
        "початок переадресованого повідомлення", "початок листа, що пересилається", "αρχή προωθημένου μηνύματος",
        "počnite proslijeđenu poruku", "开始转发的邮件", "以下是轉寄的郵件", "開始轉寄郵件", "転送されたメッセージ", "전달된 메시지 시작", "inici del missatge reenviat",
    ]

    /// Marks of help desks and forums; the line may hold little more.
    static let notification: [Phrase] = [
        "reply above this line", "type your reply above", "write your reply above", "reply above the line", "respond above this line",
        "please reply above", "enter your reply above",
        "responda por encima de esta línea", "escriba su respuesta por encima", "responda acima desta linha", "escreva sua resposta acima",
        "responda acima dessa linha", "digite sua resposta acima", "răspundeți deasupra acestei linii", "scrieți răspunsul deasupra",
        "répondez au-dessus de cette ligne", "répondre au-dessus de cette ligne", "merci de répondre au-dessus",
        "bitte antworten sie oberhalb dieser linie", "antworten sie oberhalb", "rispondi sopra questa riga", "rispondere sopra questa riga",
        "reageer boven deze lijn", "antwoord boven deze regel",
        "odpowiedz powyżej tej linii", "svara ovanför den här linjen", "svar over denne linje", "ответьте выше этой строки",
        "previous replies*", "*previous replies", "response above this line",
    ]
}
