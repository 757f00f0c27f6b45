/// The words of attribution lines, by language, lower case.
enum AttributionWords {
    /// What such a line ends with.
    static let closings: [Phrase] = [":", "：", ": >", ":>", ":*", "：>", "----"]

    /// What such a line begins with, before the date.
    static let openings: [Phrase] = [
        "on", "in article", "at",  // English
        "el", "en fecha", "con fecha", "a la fecha",  // Spanish
        "em", "no dia", "na data", "a",  // Portuguese
        "în data de", "pe data de", "pe", "la", "în", "in data de",  // Romanian
        "le",  // French
        "am", "an", "vom",  // German
        "il", "il giorno", "in data",  // Italian
        "op",  // Dutch, Afrikaans
        "w dniu", "dnia", "dn.",  // Polish
        "den", "d.",  // Swedish, Danish, Norwegian
        "dne", "dňa", "v", "dana", "dana:",  // Czech, Slovak, Croatian, Slovene
        "στις", "την", "la data de", "vào", "vào lúc", "pada", "на", "в", "від", "у", "u",  // Greek, Vietnamese, Indonesian, Cyrillic
        "在", "於", "于", "בתאריך", "ב-", "في", "بتاريخ", "el dia", "el día",  // Chinese, Hebrew, Arabic, Catalan
    ]

    /// Verbs of writing, as they stand in such lines.
    static let verbs: [Phrase] = [
        "wrote", "writes", "sent", "has written", "added a comment", "replied", "schreef op", "wrote on",  // English
        "escribió", "escribio", "ha escrito", "escribe", "va escriure", "escribía",  // Spanish, Catalan
        "escreveu", "escreveu no dia", "escreveu em", "escreveu a", "enviou",  // Portuguese
        "a scris", "scris", "a scris următoarele", "scrie",  // Romanian
        "a écrit", "a ecrit", "écrit", "a &eacute;crit",  // French
        "schrieb", "schrieb am", "hat am", "geschrieben", "hat geschrieben",  // German
        "ha scritto", "scrive", "ha inviato",  // Italian
        "schreef", "geschreven", "heeft geschreven", "schreef het volgende",  // Dutch
        "napisał", "napisała", "napisał(a)", "napisal(a)", "pisze", "napisano", "użytkownik",  // Polish
        "skrev", "skrev følgende", "skreiv", "har skrevet", "har skrivit",  // Swedish, Danish, Norwegian
        "kirjoitti", "kirjutas", "rašė", "rakstīja",  // Finnish, Estonian, Lithuanian, Latvian
        "napsal", "napsala", "napsal(a)", "napísal", "napísala", "napísal(a)", "je napisao", "je napisala", "je napisao/la", "napisao je",
        "je napisal", "je napisala", "napisao", "написао је", "пише", "je napisao(la)",
        "írta", "ezt írta", "a következőt írta", "keltezéssel",  // Hungarian
        "yazdı", "şunu yazdı", "şunları yazdı", "yazmış",  // Turkish
        "написал", "написала", "написал(а)", "пишет", "пользователь", "писал", "писал(а)",  // Russian
        "написав", "написала", "написав(ла)", "пише", "написано", "написа", "написав/ла",  // Ukrainian, Bulgarian
        "έγραψε", "έγραψαν", "ο χρήστης", "đã viết", "menulis", "menulis:", "het geskryf",
        "写道", "寫道", "写了", "來信", "撰寫", "wrote:", "書きました", "wrote：", "のメール", "は書きました", "님이 작성", "작성:", "썼습니다", "님이 쓴 글", "작성",
        "כתב", "כתבה", "כתב/ה", "كتب", "كتبت", "نوشت", "เขียนว่า", "ha escrit", "idatzi du", "idatzi zuen", "escribiu", "shkroi",
    ]

    /// Weekdays and their short forms, with which Gmail's date lines begin in many languages.
    static let weekdays: [Phrase] = [
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        "lun", "lun.", "mar", "mar.", "mié", "mié.", "mie", "mie.", "jue", "jue.", "vie", "vie.", "sáb", "sáb.", "sab", "sab.", "dom",
        "dom.",
        "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo",
        "seg", "seg.", "ter", "ter.", "qua", "qua.", "qui", "qui.", "sex", "sex.", "segunda", "terça", "quarta", "quinta", "sexta",
        "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira",
        "luni", "marți", "marţi", "miercuri", "joi", "joi.", "vineri", "vin", "vin.", "sâmbătă", "sâm.", "duminică", "dum.",
        "mer", "mer.", "jeu", "jeu.", "ven", "ven.", "sam", "sam.", "dim", "dim.", "lundi", "mardi", "mercredi", "jeudi", "vendredi",
        "samedi", "dimanche",
        "mo", "mo.", "di", "di.", "mi", "mi.", "do", "do.", "fr", "fr.", "sa", "sa.", "so", "so.",
        "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag",
        "gio", "gio.", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica",
        "ma", "ma.", "wo", "wo.", "vr", "vr.", "za", "za.", "zo", "zo.", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag",
        "zaterdag", "zondag",
        "pon", "pon.", "wt", "wt.", "śr", "śr.", "czw", "czw.", "pt", "pt.", "sob", "sob.", "niedz", "niedz.", "ndz.",
        "mån", "mån.", "tis", "tis.", "ons", "ons.", "tors", "tors.", "tor", "tor.", "fre", "fre.", "lör", "lör.", "lør", "lør.", "sön",
        "sön.", "søn", "søn.",
        "man", "man.", "tir", "tir.", "ma", "ti", "ke", "to", "pe", "la", "su", "po", "út", "st", "čt", "pá", "so", "ne", "ut", "št", "pi",
        "uto", "uto.", "sri", "sri.", "čet", "čet.", "pet", "pet.", "sub", "sub.", "ned", "ned.", "tor.", "sre", "sre.",
        "пн", "вт", "ср", "чт", "пт", "сб", "вс", "нд", "пон", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота",
        "воскресенье",
        "δευ", "τρί", "τετ", "πέμ", "παρ", "σάβ", "κυρ", "pzt", "sal", "çar", "per", "cum", "cmt", "paz",
    ]
}
