import Knowledge
import Primitives
import Tickets

extension DemoScript {
    /// Ribera Sport, a shop for runners.
    static let shop = DemoScript(
        name: "Ribera Sport", prefix: "LBT", language: .es, queues: ["Shop questions", "Orders and returns", "Product specialists"],
        categories: ["Sizes and models", "Delivery", "Returns and refunds", "Payment", "Guarantee", "Club orders"],
        colleagues: [
            Colleague(name: "Marc Soler", email: "marc@ribera.example", tier: 1, isAdmin: false, language: .es),
            Colleague(name: "Inês Costa", email: "ines@ribera.example", tier: 2, isAdmin: false, language: .pt),
            Colleague(name: "Radu Ionescu", email: "radu@ribera.example", tier: 3, isAdmin: false, language: .ro),
            Colleague(name: "Claire Whitfield", email: "claire@ribera.example", tier: nil, isAdmin: true, language: .en),
        ],
        customers: [
            Customer(key: "ana", name: "Ana Popescu", email: "ana@popescu.example", language: .es, isVIP: true),
            Customer(key: "bogdan", name: "Bogdan Ilie", email: "bogdan.ilie@mail.example", language: .ro),
            Customer(key: "helena", name: "Helena Duarte", email: "helena@clubemare.example", language: .pt),
            Customer(key: "tomas", name: "Tomás Rey", email: "tomas.rey@correo.example", language: .es),
            Customer(key: "iker", name: "Iker Lasa", email: "iker@lasa.example", language: .es),
            Customer(key: "ruth", name: "Ruth Palmer", email: "ruth.palmer@post.example", language: .en),
        ],
        articles: [
            Knowledge(
                language: .es,
                text: ArticleText(
                    title: "Cómo devolver unas zapatillas", problem: "La talla no es la correcta o el modelo no convence.",
                    cause: "", steps: "1. Entre en Mis pedidos y elija Devolver.\n2. Imprima la etiqueta.\n3. Entregue el paquete en cualquier oficina de correos en 30 días.\nEl reembolso llega en 5 días laborables."),
                isFrequent: true),
            Knowledge(
                language: .en,
                text: ArticleText(
                    title: "Which size do I need", problem: "Running shoes feel short in the evening.", cause: "Feet swell while running.",
                    steps: "Take half a size more than your street shoes. A thumb's width of room in front of the big toe is right."),
                isFrequent: true),
            Knowledge(
                language: .pt,
                text: ArticleText(
                    title: "Camisetas de equipe com nomes", problem: "O clube quer nomes e números nas camisetas.", cause: "",
                    steps: "Envie a lista em uma planilha: nome, número, tamanho. A produção leva 10 dias úteis. Confira a prova antes de aprovar."),
                isFrequent: true),
            Knowledge(
                language: .ro,
                text: ArticleText(
                    title: "Coletul apare livrat, dar nu a ajuns", problem: "Curierul arată coletul ca livrat.", cause: "De obicei a fost lăsat la un vecin.",
                    steps: "1. Întrebați vecinii și recepția.\n2. Așteptați o zi lucrătoare.\n3. Scrieți-ne: deschidem o reclamație la curier și trimitem alt colet."),
                isFrequent: true),
        ],
        stories: shopStories)

    private static let shopStories: [Story] = [
        Story(
            customer: "ana", subject: "Zapatillas Vento 3, talla 42", language: .es, daysAgo: 100, category: "Sizes and models", tags: ["vento-3", "talla-42"],
            opening: "Hola:\n¿Cuándo vuelven a tener las Vento 3 en la talla 42? Las necesito para la media maratón de diciembre.\nGracias, Ana",
            steps: [
                .answers(
                    "Hola, Ana:\nNo antes del otoño. En cuanto lleguen le avisamos, sin que tenga que volver a preguntar.\nUn saludo, Marc", by: "marc@ribera.example",
                    then: .wait, after: 1.2),
                .notes("El proveedor habla de finales de noviembre. Catorce personas han preguntado por esta talla.", by: "ines@ribera.example", after: 24 * 90),
                .says("Ya es otoño y sigo sin noticias de las Vento 3 en la 42. ¿Han llegado o busco otras?", after: 24 * 9.9),
            ]),
        Story(
            customer: "bogdan", subject: "Coletul apare livrat, dar nu am primit nimic", language: .ro, daysAgo: 0.25, priority: .high, category: "Delivery",
            opening: "Bună ziua,\nPagina curierului spune că pachetul a fost livrat ieri la 14:10, dar nu am primit nimic. Comanda 88341.\nBogdan Ilie"),
        Story(
            customer: "helena", subject: "Camisetas do clube: nomes errados", language: .pt, daysAgo: 1.1, kind: .complaint, category: "Club orders", tags: ["clube-mare"],
            opening: "Boa tarde,\nFizemos o que pediram e enviamos a planilha, mas três camisetas vieram com nomes errados. O campeonato é no dia 5. O que podemos fazer?",
            steps: [
                .answers(
                    "Olá, Helena. Que chato, sinto muito. Você consegue enviar uma foto das três e a lista corrigida? Imprimimos de novo ainda esta semana.",
                    by: "ines@ribera.example", then: .wait, after: 2),
                .says("Segue a lista corrigida: Duarte 7, Prazeres 10, Nóbrega 21. Obrigada!", after: 3),
            ]),
        Story(
            customer: "tomas", subject: "Reembolso del pedido 88214", language: .es, daysAgo: 2, kind: .request, category: "Returns and refunds",
            opening: "Devolví las zapatillas hace diez días y todavía no veo el abono en la tarjeta.",
            steps: [
                .escalates(
                    reason: "El banco no ve el abono", findings: "La devolución entró en el almacén el día 9. En la pasarela figura como enviada. He comprobado el número de pedido y el IBAN.",
                    by: "marc@ribera.example", after: 0.6)
            ]),
        Story(
            customer: "iker", subject: "Se despega la suela de las Ruta 5", language: .es, daysAgo: 5, kind: .incident, priority: .high, category: "Guarantee", tags: ["ruta-5"],
            opening: "La suela se despega tras 200 km. Adjunto las fotos mañana. ¿Entra en la garantía?",
            steps: [
                .escalates(
                    reason: "Posible fallo de lote", findings: "Tercera queja de Ruta 5 este mes, las tres del lote 0925.", by: "marc@ribera.example", after: 1),
                .escalates(
                    reason: "Hay que mirar el lote en el laboratorio", findings: "Pedidos de las tres quejas comprobados: mismo lote y misma cola.", by: "ines@ribera.example", after: 5),
                .notes("El laboratorio confirma cola defectuosa en el lote 0925. Cambiar sin preguntar.", by: "radu@ribera.example", after: 40),
            ]),
        Story(
            customer: "ruth", subject: "Gift card will not apply at the till", language: .en, daysAgo: 8, category: "Payment",
            opening: "Hello, my gift card shows 40 euros online but the till in your shop says it is empty. Can you help?",
            steps: [
                .answers("Hello Ruth, thank you for writing. The card was made before the tills were updated; I have moved its value to a new one, which is in your account now.", by: "marc@ribera.example", then: .keepOpen, after: 1.5),
                .solves(
                    ArticleText(
                        title: "A gift card shows a value online, but is empty at the till", problem: "A gift card from before March is refused at the till.",
                        cause: "Cards of the old series were not copied to the new tills.",
                        steps: "Open the customer's account, choose Gift cards, Move to new series. The value is there at once."),
                    by: "marc@ribera.example", after: 0.2),
            ]),
        Story(
            customer: "ana", subject: "Cambio de talla en el pedido 71530", language: .es, daysAgo: 260, category: "Sizes and models",
            opening: "He pedido las Vento 2 en la 41 y necesito la 42. ¿Llego a tiempo?",
            steps: [
                .answers("Hola, Ana: cambiado, sale mañana en la 42.", by: "marc@ribera.example", then: .keepOpen, after: 0.5),
                .solves(
                    ArticleText(
                        title: "Cambiar la talla antes del envío", problem: "El cliente quiere otra talla y el pedido aún no ha salido.", cause: "",
                        steps: "En el pedido, Editar líneas, cambiar la talla, guardar. Funciona hasta que el almacén lo prepara."),
                    by: "marc@ribera.example", after: 0.1),
            ]),
    ]
}
