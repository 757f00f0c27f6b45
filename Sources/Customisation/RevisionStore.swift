import Primitives
import Storage

/// Counts the changes of rows that are read on every request and change rarely, so that what was remembered of them is known
/// to be old by one look at one row.
package struct RevisionStore {
    /// What is counted together.
    package enum Subject: String, Sendable, Column {
        case settings, departments, accounts
    }

    private let tx: Transaction

    package init(_ tx: Transaction) {
        self.tx = tx
    }

    /// 0 before the first change.
    package func number(of subject: Subject) throws -> Int64 {
        try tx.value(Int64.self, "SELECT number FROM revision WHERE name = \(subject)") ?? 0
    }

    /// Counts a change; in the transaction of the change.
    package func raise(_ subject: Subject) throws {
        try tx.upsert(
            "INSERT INTO revision (name, number) VALUES (\(subject), 1)", key: "name", update: "number = revision.number + 1")
    }

    /// Says how often it was changed elsewhere, where these rows are copies.
    package func set(_ subject: Subject, to number: Int64) throws {
        try tx.upsert("INSERT INTO revision (name, number) VALUES (\(subject), \(number))", key: "name", update: "number = \(number)")
    }
}
