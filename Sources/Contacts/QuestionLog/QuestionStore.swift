import Primitives
import Search
import Storage

/// The rows of the question log.
package struct QuestionStore {
    /// Hits of a search at most, the newest.
    private static let mostFound = 500

    private let tx: Transaction
    private let department: ID<Department>

    package init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    package func find(_ id: ID<Question>) throws -> Question? {
        try tx.first(Question.self, "SELECT \(Question.columns) FROM question WHERE question.department = \(department) AND question.id = \(id)")
    }

    /// Writes it down and indexes it.
    package func insert(_ question: Question) throws {
        try tx.run(
            """
            INSERT INTO question (id, department, contact, agent, channel, asked, answer, article, ticket, outcome, category, language, at)
            VALUES (\(question.id), \(department), \(question.contact), \(question.agent), \(question.channel), \(question.asked),
                \(question.answer), \(question.article), \(question.ticket), \(question.outcome), \(question.category),
                \(question.language), \(question.at))
            """)
        let text = question.asked + "\n" + question.answer
        try SearchStore(tx, department: department).put(
            SearchDocument(.question, question.id.rawValue, text: text, language: question.language), isNew: true)
    }

    /// What was asked by contacts who are one person, newest first.
    package func of(_ family: [ID<Contact>], most: Int) throws -> [Question] {
        try tx.all(
            Question.self,
            """
            SELECT \(Question.columns) FROM question WHERE question.department = \(department) AND question.contact IN \(anyOf: family)
            ORDER BY question.id DESC LIMIT \(most)
            """)
    }

    /// The newest that hold the words.
    package func find(_ match: TextMatch, waiting: WaitingDocuments, most: Int) throws -> [Question] {
        let index = SearchIndex(tx, .questions, waiting: waiting)
        let found = try [index.these(index.pending(match)), index.newest(match, before: nil, most: Self.mostFound)].flatMap {
            try tx.all(
                Question.self,
                "SELECT \(Question.columns) FROM \($0) h CROSS JOIN question ON question.id = h.id WHERE question.department = \(department)")
        }
        return Array(found.sorted { $0.id > $1.id }.prefix(most))
    }
}
