/// The labels of copied mail heads in the languages of mail programs, lower case.
enum QuotedHeaderLabels {
    static let fields: [Phrase: QuotedHeader.Field] = {
        var fields: [Phrase: QuotedHeader.Field] = [:]
        for (field, names) in names {
            for name in names { fields[name] = fields[name] ?? field }
        }
        return fields
    }()

    private static let names: [(QuotedHeader.Field, [Phrase])] = [
        (.from, [
            "from", "de", "von", "da", "van", "od", "från", "fra", "lähettäjä", "mittente", "remitente", "remetente", "expéditeur",
            "expeditor",
            "de la", "de către", "absender", "afzender", "nadawca", "avsändare", "afsender", "avsender", "odesílatel", "odosielateľ",
            "feladó", "küldő",
            "kimden", "gönderen", "от", "от кого", "від", "від кого", "отправитель", "από", "αποστολέας", "发件人", "寄件者", "寄件人", "發件人", "差出人",
            "送信者", "보낸 사람", "보낸사람",
            "מאת", "من", "nuo", "no", "saatja", "pošiljatelj", "pošiljalac", "šalje", "dari", "từ", "người gửi", "od koho", "frá",
            "saadetud kellelt", "kuo", "enviado por", "sender",
        ]),
        (.sent, [
            "sent", "enviado", "enviado el", "enviada el", "enviado em", "enviada em", "enviada", "envoyé", "envoyé le", "gesendet",
            "gesendet am", "inviato", "inviato il",
            "verzonden", "verstuurd", "wysłano", "wyslano", "wysłane", "skickat", "skickad", "sendt", "lähetetty", "trimis", "trimisă",
            "data trimiterii",
            "odesláno", "odoslané", "elküldve", "küldve", "gönderilme", "gönderildi", "gönderme tarihi", "отправлено", "надіслано",
            "відправлено", "изпратено", "στάλθηκε", "εστάλη",
            "发送时间", "寄件日期", "傳送時間", "發送時間", "送信日時", "送信日", "보낸 날짜", "נשלח", "تاريخ الإرسال", "poslano", "poslato", "saadetud", "nosūtīts",
            "išsiųsta", "dikirim", "đã gửi", "date sent", "enviat", "bidalia", "poslané",
        ]),
        (.date, [
            "date", "fecha", "data", "datum", "dato", "data e ora", "pvm", "päivämäärä", "päiväys", "data wysłania", "dátum", "tarih",
            "дата", "ημερομηνία", "日期", "日時", "日付", "날짜", "תאריך", "التاريخ", "kuupäev", "datums", "tanggal", "ngày", "envoyée",
        ]),
        (.to, [
            "to", "para", "a", "à", "an", "do", "aan", "till", "til", "vastaanottaja", "către", "catre", "la", "pentru", "destinatario",
            "destinataire", "destinatar", "empfänger", "komu", "pro", "címzett",
            "kime", "alıcı", "кому", "до", "προς", "收件人", "收件者", "宛先", "받는 사람", "받는사람", "אל", "إلى", "za", "prima", "kellele", "kam",
            "kepada", "đến", "gavėjas", "recipient", "recipients", "per a", "nora",
        ]),
        (.copy, [
            "cc", "cco", "bcc", "copia", "cópia", "copie", "copie à", "kopie", "kopia", "kopi", "kopio", "dw", "udw", "másolat", "bilgi",
            "копия", "копія", "κοιν.", "κοινοποίηση", "抄送", "副本", "참조", "עותק", "نسخة", "ccn", "cci", "kopija", "kópia",
        ]),
        (.subject, [
            "subject", "asunto", "assunto", "objet", "betreff", "oggetto", "onderwerp", "temat", "ämne", "emne", "aihe", "subiect",
            "subiectul", "předmět", "predmet", "tárgy", "konu",
            "тема", "θέμα", "主题", "主題", "主旨", "件名", "제목", "נושא", "الموضوع", "naslov", "teema", "tēma", "tema", "subjek", "chủ đề",
            "assumpte", "gaia", "относно", "sujet", "perihal", "zadeva",
        ]),
        (.replyTo, [
            "reply-to", "reply to", "responder a", "répondre à", "antwort an", "rispondi a", "antwoord aan", "antwortadresse",
            "odpowiedz do", "svar til", "svara till", "răspuns către", "répondre", "responder para",
        ]),
        (.other, [
            "importance", "importancia", "importância", "wichtigkeit", "priorità", "priority", "attachments", "anexos", "archivos adjuntos",
            "anlagen", "allegati", "pièces jointes", "resent-from", "organization", "message-id", "x-mailer", "newsgroups", "mailed-by",
            "signed-by", "cc to",
        ]),
    ]
}
