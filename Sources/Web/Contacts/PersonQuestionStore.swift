import Accounts
import Contacts
import Primitives
import Storage

/// What a person asked that was answered at once, for whoever may read the log.
struct PersonQuestionStore {
    private let tx: Transaction
    private let access: Access

    init(_ tx: Transaction, for access: Access) {
        self.tx = tx
        self.access = access
    }

    private var maySee: Bool { access.reach(.see, .question) >= .team }

    /// Newest first, behind `key`.
    func page(of family: [ID<Contact>], after key: String? = nil, most: Int) throws -> Page<Question> {
        guard maySee else { return Page(rows: [], next: nil) }
        let before = key.flatMap { Int64($0) } ?? .max
        let questions = try family.flatMap { contact in
            try tx.all(
                Question.self,
                """
                SELECT \(Question.columns) FROM question WHERE question.department = \(access.department)
                    AND question.contact = \(contact) AND question.id < \(before) ORDER BY question.id DESC LIMIT \(most + 1)
                """)
        }.sorted { $0.id > $1.id }
        let rows = Array(questions.prefix(most))
        return Page(rows: rows, next: questions.count > most ? rows.last?.id.text : nil)
    }

    func find(_ ids: [ID<Question>]) throws -> [ID<Question>: Question] {
        guard maySee, !ids.isEmpty else { return [:] }
        let questions = try tx.all(
            Question.self,
            "SELECT \(Question.columns) FROM question WHERE question.department = \(access.department) AND question.id IN \(anyOf: ids)")
        return Dictionary(questions.map { ($0.id, $0) }) { first, _ in first }
    }
}
