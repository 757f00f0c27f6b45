/// How letters close, lower case.
enum Closings {
    static let all: [Phrase] = [
        "best", "best regards", "best wishes", "kind regards", "warm regards", "regards", "sincerely", "yours sincerely", "yours",
        "yours faithfully", "cheers", "thanks", "thank you", "many thanks", "thanks and regards", "all the best", "respectfully",
        "cordially",
        "saludos", "un saludo", "saludos cordiales", "atentamente", "atte", "cordialmente", "un cordial saludo", "muchas gracias",
        "gracias", "muchas gracias y saludos",
        "atenciosamente", "att", "att.", "abraço", "abraços", "um abraço", "cumprimentos", "melhores cumprimentos",
        "com os melhores cumprimentos", "obrigado", "obrigada", "grato", "grata", "cordialmente",
        "cu stimă", "cu stima", "cu respect", "mulțumesc", "multumesc", "vă mulțumesc", "toate cele bune", "o zi bună", "o zi buna",
        "cu drag", "cu considerație",
        "cordialement", "bien cordialement", "salutations", "merci", "bien à vous", "mit freundlichen grüßen", "mit freundlichen grüssen",
        "viele grüße", "beste grüße", "freundliche grüße", "liebe grüße", "gruß", "mfg", "lg", "danke",
        "cordiali saluti", "distinti saluti", "saluti", "grazie", "un saluto", "met vriendelijke groet", "met vriendelijke groeten",
        "vriendelijke groet", "groeten", "groetjes", "bedankt", "pozdrawiam", "z poważaniem", "serdecznie pozdrawiam", "dziękuję",
        "med vänlig hälsning", "med vänliga hälsningar", "vänliga hälsningar", "mvh", "hälsningar", "tack", "med venlig hilsen",
        "venlig hilsen", "med vennlig hilsen", "vennlig hilsen", "hilsen", "ystävällisin terveisin", "terveisin", "s pozdravem",
        "s pozdravom", "üdvözlettel", "saygılarımla", "с уважением", "з повагою",
    ]
}
