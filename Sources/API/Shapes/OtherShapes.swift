import Accounts
import Contacts
import Knowledge
import Primitives
import Tickets

// What the API shows besides tickets.
enum OtherShapes {
    struct Known: Sendable {
        let contact: Contact
        let ways: [Identity]
    }

    static let contact = Shape<Known>("Contact", [
        .init("id", .id) { .of($0.contact.id) },
        .init("version", .number) { .number($0.contact.version.number) },
        .init("name", .text()) { .text($0.contact.name) },
        .init("language", .nullable(.text())) { .of($0.contact.language?.rawValue) },
        .init("notes", .text()) { .text($0.contact.notes) },
        .init("isVIP", .flag) { .flag($0.contact.isVIP) },
        .init("organisation", .nullable(.id)) { .of($0.contact.organisation) },
        .init("identities", .list(identity.kind), "The ways to them, oldest first.") { identity.json($0.ways) },
    ])

    static let identity = Shape<Identity>("Identity", [
        .init("id", .id) { .of($0.id) },
        .init("kind", .choice(Identity.Kind.allCases.map(\.rawValue))) { .text($0.kind.rawValue) },
        .init("value", .text()) { .text($0.value) },
        .init("verifiedAt", .nullable(.instant)) { .of($0.verified) },
        .init("suppressedAt", .nullable(.instant), "Since when nothing is sent there.") { .of($0.suppressed) },
    ])

    struct Written: Sendable {
        let article: Article
        let text: ArticleText
    }

    static let article = Shape<Written>("Article", [
        .init("id", .id) { .of($0.article.id) },
        .init("version", .number) { .number($0.article.version.number) },
        .init("stage", .choice(Article.Stage.allCases.map(\.rawValue))) { .text($0.article.stage.rawValue) },
        .init("audience", .choice(Article.Audience.allCases.map(\.rawValue))) { .text($0.article.audience.rawValue) },
        .init("isListed", .flag, "Stands in the frequent questions.") { .flag($0.article.isListed) },
        .init("language", .text(), "In which it was first written.") { .text($0.article.language.rawValue) },
        .init("title", .text()) { .text($0.text.title) },
        .init("problem", .text()) { .text($0.text.problem) },
        .init("cause", .text()) { .text($0.text.cause) },
        .init("steps", .text()) { .text($0.text.steps) },
        .init("tags", .list(.text())) { .of($0.article.tags) },
        .init("helped", .number, "How many tickets it solved.") { .number(Int64($0.article.helped)) },
        .init("madeAt", .instant) { .of($0.article.made) },
        .init("changedAt", .instant) { .of($0.article.changed) },
    ])

    static let queue = Shape<Queue>("Queue", [
        .init("id", .id) { .of($0.id) },
        .init("name", .text()) { .text($0.name) },
        .init("tier", .number) { .number(Int64($0.tier.level)) },
        .init("isFirst", .flag, "Where tickets arrive when nothing says otherwise.") { .flag($0.isFirst) },
    ])

    static let agent = Shape<Agent>("Agent", [
        .init("id", .id) { .of($0.id) },
        .init("name", .text()) { .text($0.name) },
        .init("email", .text()) { .text($0.email) },
    ])
}
