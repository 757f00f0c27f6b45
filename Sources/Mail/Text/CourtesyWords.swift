/// The words of thanks and confirmation of one language, lower case. What is not listed makes a message worth reading.
struct CourtesyWords: Sendable {
    /// At least one of these must be there.
    let thanks: Set<String>
    /// What may stand beside them.
    let others: Set<String>
    let greetings: Set<String>
    let closings: Set<String>

    func knows(_ word: String) -> Bool {
        thanks.contains(word) || others.contains(word) || greetings.contains(word) || closings.contains(word)
    }

    static let languages = [english, spanish, portuguese, romanian]

    static let english = CourtesyWords(
        thanks: [
            "thanks", "thank", "thx", "ty", "thankyou", "perfect", "great", "awesome", "excellent", "appreciated", "appreciate", "grateful",
            "brilliant", "wonderful", "fantastic", "received", "solved", "resolved", "cheers", "noted", "sorted",
        ],
        others: [
            "you", "so", "very", "much", "many", "a", "lot", "again", "for", "your", "the", "help", "support", "quick", "fast", "prompt",
            "kind", "reply", "response", "answer", "service", "assistance", "time", "efforts", "work", "ok", "okay", "all", "good", "well",
            "done", "it", "that", "this",
            "is", "it's", "its", "that's", "works", "working", "worked", "now", "fine", "everything", "problem", "issue", "ticket", "been",
            "has", "have", "i", "i'm", "we", "really", "it", "am", "are", "was", "super", "nice", "team", "everyone", "both", "guys", "in",
            "advance", "got", "understood", "with", "to",
            "fixed", "job", "and", "information", "info", "update", "such", "too", "indeed", "my", "our", "helpful",
        ],
        greetings: ["hi", "hello", "hey", "dear", "good", "morning", "afternoon", "evening", "all", "team"],
        closings: [
            "regards", "best", "kind", "warm", "wishes", "sincerely", "yours", "cheers", "have", "nice", "great", "day", "weekend", "a",
        ])

    static let spanish = CourtesyWords(
        thanks: [
            "gracias", "agradezco", "agradecido", "agradecida", "agradecidos", "agradecemos", "perfecto", "genial", "excelente",
            "estupendo", "fenomenal", "recibido", "recibida", "solucionado", "solucionada", "resuelto", "resuelta", "arreglado", "enterado",
            "enterada",
        ],
        others: [
            "muchas", "muchísimas", "mil", "muy", "mucho", "por", "su", "tu", "vuestra", "la", "el", "lo", "le", "les", "os", "te", "ayuda",
            "atención", "respuesta", "rápida", "pronta", "gestión", "apoyo", "soporte", "tiempo", "amabilidad", "rapidez", "información",
            "todo", "toda", "ok", "vale", "bien", "ya", "está", "esta", "queda", "quedó", "funciona", "ahora",
            "correctamente", "el", "problema", "la", "incidencia", "de", "nuevo", "nuevamente", "otra", "vez", "se", "ha", "fue", "me",
            "nos", "y", "a", "todos", "todas", "equipo", "amable", "muy", "super", "súper", "entendido", "entendida", "conforme", "acuerdo",
            "con", "excelente", "servicio", "siempre", "estoy", "estamos", "así", "es", "buen", "buena", "trabajo",
        ],
        greetings: [
            "hola", "buenos", "buenas", "días", "dias", "tardes", "noches", "estimado", "estimada", "estimados", "estimadas", "querido",
            "querida", "buen", "día",
        ],
        closings: [
            "saludos", "saludo", "un", "cordial", "cordiales", "cordialmente", "atentamente", "atte", "abrazo", "feliz", "buen", "día",
            "fin", "semana", "que", "tenga", "tengan", "lindo", "bonito", "afectuoso",
        ])

    static let portuguese = CourtesyWords(
        thanks: [
            "obrigado", "obrigada", "obrigados", "brigado", "brigada", "obg", "agradeço", "agradecido", "agradecida", "agradecemos",
            "grato", "grata", "gratos", "valeu", "perfeito", "perfeita", "ótimo", "excelente", "maravilha", "recebido", "recebida",
            "resolvido", "resolvida", "solucionado", "ciente", "show",
        ],
        others: [
            "muito", "muitíssimo", "mais", "uma", "vez", "pela", "pelo", "pelas", "pelos", "por", "a", "o", "as", "os", "à", "ajuda",
            "atenção", "resposta", "retorno", "rápida", "rápido", "apoio", "suporte", "atendimento", "informação", "informações", "tudo",
            "ok", "certo", "bem", "bom", "está", "esta", "tá", "deu", "funcionou", "funcionando", "agora", "já", "foi",
            "problema", "chamado", "de", "novo", "novamente", "e", "eu", "nós", "todos", "todas", "equipe", "equipa", "gentileza",
            "agilidade", "rapidez", "entendido", "combinado", "acordo", "super", "mesmo", "desde", "é", "isso", "sua", "seu", "vossa", "da",
            "do", "serviço", "trabalho",
        ],
        greetings: [
            "olá", "ola", "oi", "bom", "boa", "dia", "tarde", "noite", "prezado", "prezada", "prezados", "prezadas", "caro", "cara",
            "caros",
        ],
        closings: [
            "abraço", "abraços", "abs", "um", "atenciosamente", "att", "cumprimentos", "melhores", "com", "os", "cordialmente", "bom",
            "boa", "ótimo", "ótima", "dia", "tarde", "semana", "fim", "de", "tenha", "feliz",
        ])

    static let romanian = CourtesyWords(
        thanks: [
            "mulțumesc", "multumesc", "mulţumesc", "mulțumim", "multumim", "mulţumim", "mersi", "merci", "mulțumiri", "multumiri",
            "recunoscător", "recunoscătoare", "perfect", "excelent", "minunat", "grozav", "primit", "rezolvat", "rezolvată", "apreciez",
        ],
        others: [
            "vă", "va", "vã", "îți", "iti", "mult", "mulțumesc", "foarte", "frumos", "încă", "inca", "o", "dată", "data", "pentru",
            "ajutor", "ajutorul", "sprijin", "sprijinul", "răspuns", "raspuns", "răspunsul", "raspunsul", "prompt", "rapid",
            "promptitudine", "promptitudinea", "timpul", "acordat", "informații", "informatii", "informație", "informația", "informațiile",
            "tot", "toate", "totul", "ok", "bine", "este", "e",
            "a", "s", "fost", "am", "acum", "funcționează", "functioneaza", "merge", "mers", "problema", "s-a", "sa", "și", "si", "de",
            "la", "acord", "înțeles", "inteles", "echipa", "echipei", "tuturor", "tare", "super", "suport", "suportul", "serviciu",
            "serviciul", "în", "regulă", "in", "regula", "deja", "cu", "aşa", "așa",
        ],
        greetings: [
            "bună", "buna", "salut", "salutare", "ziua", "dimineața", "dimineata", "seara", "stimate", "stimată", "stimata", "dragă",
            "draga", "stimați",
        ],
        closings: [
            "stimă", "stima", "respect", "cu", "drag", "cele", "bune", "toate", "o", "zi", "bună", "buna", "frumoasă", "frumoasa", "seară",
            "seara", "weekend", "plăcut", "săptămână", "numai", "bine", "salutări", "considerație",
        ])
}
