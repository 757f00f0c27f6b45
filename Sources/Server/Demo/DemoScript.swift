import Knowledge
import Primitives
import Tickets

/// What is told in the demo: a sportswear shop and its internal IT. Made-up people, in the languages they would write in.
struct DemoScript: Sendable {
    struct Colleague: Sendable {
        let name, email: String
        /// Of the shop's team; `nil` for none.
        let tier: Int?
        let isAdmin: Bool
        let language: Language
    }

    struct Customer: Sendable {
        let key, name, email: String
        let language: Language
        var isVIP = false
    }

    /// Something said or done, so many hours after the one before.
    enum Step: Sendable {
        case says(String, after: Double)
        case answers(String, by: String, then: Reply.Then, after: Double)
        case notes(String, by: String, after: Double)
        case escalates(reason: String, findings: String, by: String, after: Double)
        case solves(ArticleText, by: String, after: Double)
        case solvesWith(title: String, by: String, after: Double)
    }

    struct Story: Sendable {
        let customer: String
        let subject: String
        let language: Language
        /// Days before now.
        let daysAgo: Double
        var channel = ChannelName.email
        var kind = TicketKind.question
        var priority = Priority.normal
        /// A name from the script's list.
        var category: String?
        var tags: [String] = []
        let opening: String
        var steps: [Step] = []
    }

    struct Knowledge: Sendable {
        let language: Language
        let text: ArticleText
        let isFrequent: Bool
    }

    let name: String
    let prefix: String
    let language: Language
    let queues: [String]
    let categories: [String]
    let colleagues: [Colleague]
    let customers: [Customer]
    let articles: [Knowledge]
    let stories: [Story]
}
