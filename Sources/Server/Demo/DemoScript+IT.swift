import Knowledge
import Primitives
import Tickets

extension DemoScript {
    /// The shop's own desk for its colleagues' machines.
    static let office = DemoScript(
        name: "Ribera IT", prefix: "IT", language: .en, queues: ["IT first line", "IT remote help", "IT systems"],
        categories: ["Network", "Printers", "Equipment"],
        colleagues: [],
        customers: [
            Customer(key: "lucia", name: "Lucía Ferrer", email: "lucia@ribera.example", language: .es),
            Customer(key: "paul", name: "Paul Byrne", email: "paul@ribera.example", language: .en),
            Customer(key: "mihai", name: "Mihai Stan", email: "mihai@ribera.example", language: .ro),
        ],
        articles: [
            Knowledge(
                language: .en,
                text: ArticleText(
                    title: "The label printer prints blank labels", problem: "Labels come out blank after a change of roll.",
                    cause: "The roll lies the wrong way round.", steps: "Turn the roll so that the labels unwind from the top. Press feed once."),
                isFrequent: true)
        ],
        stories: [
            Story(
                customer: "paul", subject: "Till 3 lost its network", language: .en, daysAgo: 0.2, channel: .phone, kind: .incident, priority: .urgent,
                category: "Network", tags: ["till"], opening: "Till 3 says it is offline since the lights went out this morning. The queue is long."),
            Story(
                customer: "lucia", subject: "La impresora de etiquetas imprime en blanco", language: .es, daysAgo: 3, channel: .phone, kind: .incident,
                category: "Printers", opening: "Después de cambiar el rollo salen etiquetas en blanco.",
                steps: [.solvesWith(title: "The label printer prints blank labels", by: "marc@ribera.example", after: 0.2)]),
            Story(
                customer: "mihai", subject: "Cerere: al doilea monitor pentru depozit", language: .ro, daysAgo: 6, channel: .form, kind: .request,
                category: "Equipment", opening: "La recepția mărfii lucrăm cu două programe deodată. Se poate un al doilea monitor?"),
        ])
}
