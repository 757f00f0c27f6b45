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

    /// Throws ``ContactError/questionNotFound``.
    package func require(_ id: ID<Question>) throws -> Question {
        guard let question = try find(id) else { throw ContactError.questionNotFound }
        return question
    }

    /// Writes it down and indexes it.
    package func insert(_ question: Question) throws {
        try tx.run(
            """
            INSERT INTO question (id, version, department, contact, agent, channel, asked, answer, article, ticket, outcome, category, language, at)
            VALUES (\(question.id), \(question.version), \(department), \(question.contact), \(question.agent), \(question.channel), \(question.asked),
                \(question.answer), \(question.article), \(question.ticket), \(question.outcome), \(question.category),
                \(question.language), \(question.at))
            """)
        try index(question, isNew: true)
    }

    /// Writes what became of it, one version on.
    package func update(_ question: Question) throws {
        try tx.run(
            """
            UPDATE question SET version = version + 1, contact = \(question.contact), channel = \(question.channel), asked = \(question.asked),
                answer = \(question.answer), article = \(question.article), ticket = \(question.ticket), outcome = \(question.outcome),
                category = \(question.category)
            WHERE department = \(department) AND id = \(question.id)
            """)
        try index(question, isNew: false)
    }

    /// Takes it out of the log and the index.
    package func remove(_ id: ID<Question>) throws {
        try tx.run("DELETE FROM question WHERE department = \(department) AND id = \(id)")
        try SearchStore(tx, department: department).remove(.question, id.rawValue)
    }

    private func index(_ question: Question, isNew: Bool) throws {
        let text = question.asked + "\n" + question.answer
        try SearchStore(tx, department: department).put(
            SearchDocument(.question, question.id.rawValue, text: text, language: question.language), isNew: isNew)
    }

    /// Rewrites what was asked on these tickets and answered, and what it is found by; how many rows were changed.
    package func rewrite(of tickets: [Int64], _ rewritten: (String) -> String) throws -> Int {
        let all = try tx.all(
            Question.self,
            "SELECT \(Question.columns) FROM question WHERE question.department = \(department) AND question.ticket IN \(anyOf: tickets)")
        var count = 0
        for question in all {
            var next = question
            (next.asked, next.answer) = (rewritten(question.asked), rewritten(question.answer))
            guard next != question else { continue }
            try update(next)
            count += 1
        }
        return count
    }

    /// What was asked by contacts who are one person, newest first.
    package func of(_ family: [ID<Contact>], most: Int) throws -> [Question] {
        try tx.all(
            Question.self,
            """
            SELECT \(Question.columns) FROM question WHERE \(filter: "question.department = \(department)") AND question.contact IN \(anyOf: family)
            ORDER BY question.id DESC LIMIT \(most)
            """)
    }

    /// The newest that hold the words.
    package func find(_ match: TextMatch, waiting: WaitingDocuments, most: Int) throws -> [Question] {
        let index = SearchIndex(tx, .questions, waiting: waiting)
        let found = try [index.these(index.pending(match)), index.newest(match, before: nil, most: Self.mostFound)].flatMap {
            try tx.all(
                Question.self,
                "SELECT \(Question.columns) FROM \($0) h \(.thenJoin) question ON question.id = h.id WHERE question.department = \(department)")
        }
        return Array(found.sorted { $0.id > $1.id }.prefix(most))
    }
}
