/// How phones and programs sign by themselves, lower case.
enum MobileSignatureWords {
    /// More words than this behind the opening are a sentence, not a device ("sent from my phone to tell you that …").
    static let longestDevice = 9

    static let openings: [Phrase] = [
        "sent from my ", "sent from mail", "sent from [mail]", "sent from outlook", "sent from yahoo", "sent from windows",
        "sent from samsung", "sent from galaxy", "sent from gmail", "sent from aol", "sent from a phone",
        "sent from mobile", "sent from proton", "sent from typeapp", "sent from nine", "sent from bluemail", "sent from blue mail",
        "sent from spark", "sent from polymail", "sent from acompli", "sent from mailbox", "sent from an android",
        "sent from android", "sent from iphone", "sent from ipad", "sent from the road", "sent from surface", "sent from huawei",
        "sent from xiaomi", "sent from myphone", "sent from fairmail", "sent from hotmail", "sent from icloud", "sent from front",
        "sent from zoho", "sent from tutanota",
        "sent via ", "sent with ", "sent using ", "sent by galaxy", "sent on the go", "sent on my ", "sent while mobile",
        "sent securely from", "composed on ", "typed on my", "written on my", "from my iphone", "from my ipad", "from my android",
        "from my mobile", "from my blackberry", "from my samsung",
        "get outlook for", "get [outlook for", "get bluemail", "get typeapp", "get the new aol", "download outlook", "someone from mobile",
        "yahoo mail: search, organize", "yahoo mail:",
        "enviado desde ", "enviado desde mi ", "enviado con ", "enviado por mi ", "mandado desde mi", "obtener outlook", "obtén outlook",
        "obtenga outlook", "enviat des de", "enviat des del",
        "enviado do meu ", "enviado do ", "enviado de meu", "enviado a partir d", "enviado pelo ", "enviado via ", "enviado com ",
        "enviado pelo meu", "enviado da minha", "obter o outlook", "obter outlook", "baixe o outlook",
        "trimis de pe ", "trimis din ", "trimis de la ", "trimis cu ", "trimis prin ", "expediat de pe", "descărcați outlook",
        "obțineți outlook", "obţineţi outlook",
        "envoyé de ", "envoyé depuis ", "envoyé à partir ", "envoyé par ", "envoyé avec ", "envoyé via ", "obtenir outlook",
        "télécharger outlook", "provenance : courrier", "provenance :",
        "gesendet von meinem", "gesendet von outlook", "gesendet mit der", "gesendet von mail", "gesendet über", "gesendet mit ",
        "gesendet aus", "von meinem iphone", "von meinem handy", "von unterwegs gesendet", "outlook für ios", "outlook für android",
        "holen sie sich outlook", "diese nachricht wurde von meinem", "von outlook für",
        "inviato da ", "inviato dal ", "inviato con ", "inviato tramite ", "inviato dalla", "scarica outlook", "ottieni outlook",
        "scarica outlook per",
        "verzonden vanaf ", "verzonden met ", "verstuurd vanaf ", "verstuurd met ", "verzonden vanuit", "verstuurd vanuit",
        "outlook voor ios", "outlook voor android", "outlook downloaden", "verzonden via ",
        "wysłano z ", "wysłane z ", "wyslano z ", "wysłano przy użyciu", "pobierz outlook", "pobierz aplikację outlook",
        "skickat från ", "skickat med ", "skickat fran ", "hämta outlook", "skickad från", "skaffa outlook",
        "sendt fra ", "sendt fra min", "sendt med ", "sendt via ", "hent outlook", "få outlook", "last ned outlook",
        "lähetetty ", "hanki outlook", "odesláno z ", "odesláno pomocí", "odeslané z", "získat outlook", "odoslané z ", "odoslané pomocou",
        "stiahnuť outlook",
        "elküldve az ", "elküldve ", "küldve ", "az outlook letöltése", "ios outlook", "iphone'umdan gönderildi", "iphone'dan gönderildi",
        "ios için outlook", "отправлено с ", "отправлено из ", "отправлено через ", "надіслано з ", "надіслано із ", "отримати outlook",
        "изпратено от ",
        "εστάλη από", "στάλθηκε από", "poslano iz ", "poslano sa ", "poslano z ", "poslato sa ", "poslano s ", "saadetud minu", "发自我的",
        "來自我的", "发自 ", "從我的", "从我的", "寄自 ", "获取 outlook", "取得 outlook", "iphoneから送信", "ipadから送信", "나의 iphone", "내 iphone", "삼성 갤럭시",
        "נשלח מה", "נשלח מ-", "أُرسلت من", "مرسل من", "đã gửi từ", "dikirim dari",
    ]

    struct Frame: Sendable {
        let opening: Phrase
        let ending: Phrase
    }

    static let frames: [Frame] = [
        Frame(opening: "von mein", ending: "gesendet"),
        Frame(opening: "diese ", ending: "gesendet"),
        Frame(opening: "von ", ending: "gesendet"),
        Frame(opening: "iphone", ending: "gönderildi"),
        Frame(opening: "從", ending: "傳送"),
        Frame(opening: "从", ending: "发送"),
        Frame(opening: "从", ending: "發送"),
        Frame(opening: "iphone", ending: "送信"),
        Frame(opening: "ipad", ending: "送信"),
        Frame(opening: "android", ending: "送信"),
        Frame(opening: "나의", ending: "보냄"),
        Frame(opening: "내", ending: "보냄"),
        Frame(opening: "this message was sent from", ending: "device"),
        Frame(opening: "this email was sent from", ending: "device"),
        Frame(opening: "az én", ending: "küldve"),
        Frame(opening: "a(z)", ending: "küldve"),
    ]
}
