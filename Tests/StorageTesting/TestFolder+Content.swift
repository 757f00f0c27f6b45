import Foundation

@testable import Storage

extension TestFolder {
    /// Whether a text stands anywhere in its database: in the bytes of the file, which is closed, or in the rows of a server's tables.
    package func holds(_ text: String, _ database: Database) async throws -> Bool {
        if database.dialect == .sqlite {
            await database.close()
            return try Data(contentsOf: URL(fileURLWithPath: self["desk.sqlite"])).range(of: Data(text.utf8)) != nil
        }
        let needle = Data(text.utf8)
        return try await database.read { tx in
            try tx.column(String.self, tx.dialect.tables).contains { table in
                let all = "SELECT * FROM \(SQL(name: table))" as SQL
                return try tx.rows(all).contains { row in row.values.contains { $0.bytes.range(of: needle) != nil } }
            }
        }
    }
}

extension Value {
    fileprivate var bytes: Data {
        switch self {
        case .text(let text): Data(text.utf8)
        case .blob(let bytes): Data(bytes)
        case .null, .int, .double: Data()
        }
    }
}
