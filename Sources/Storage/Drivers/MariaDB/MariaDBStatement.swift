import CMariaDB

/// What the server said to a statement.
struct MariaDBAnswer {
    var rows: [Row] = []
    var changed = 0
    var warnings = 0
}

/// The server's or the library's number and words of what went wrong.
struct MariaDBFailure: Error {
    let code: UInt32
    let words: String
}

/// A prepared statement of one connection.
final class MariaDBStatement {
    /// When it was used last, in uses of its connection.
    var lastUse = 0

    private let handle: UnsafeMutablePointer<MYSQL>
    private let statement: UnsafeMutablePointer<MYSQL_STMT>
    private var columns: MariaDBColumns?

    init(_ text: String, on handle: UnsafeMutablePointer<MYSQL>) throws(MariaDBFailure) {
        guard let statement = mysql_stmt_init(handle) else { throw MariaDBFailure(code: mysql_errno(handle), words: "") }
        self.handle = handle
        self.statement = statement
        // Lengths are known before a row is taken.
        var longest: my_bool = 1
        mysql_stmt_attr_set(statement, STMT_ATTR_UPDATE_MAX_LENGTH, &longest)
        guard mysql_stmt_prepare(statement, text, UInt(text.utf8.count)) == 0 else { throw failure() }
    }

    deinit { mysql_stmt_close(statement) }

    func run(_ values: [Value]) throws(MariaDBFailure) -> MariaDBAnswer {
        let parameters = MariaDBParameters(values)
        guard parameters.bind({ mysql_stmt_bind_param(statement, $0) }) == 0, mysql_stmt_execute(statement) == 0 else { throw failure() }
        var answer = MariaDBAnswer()
        // Known only now: INSERT … RETURNING has no columns before.
        if mysql_stmt_field_count(statement) > 0 {
            answer.rows = try rows()
        } else {
            answer.changed = Int(clamping: mysql_stmt_affected_rows(statement))
        }
        answer.warnings = Int(mysql_warning_count(handle))
        return answer
    }

    private func rows() throws(MariaDBFailure) -> [Row] {
        defer { mysql_stmt_free_result(statement) }
        guard mysql_stmt_store_result(statement) == 0 else { throw failure() }
        let count = Int(mysql_stmt_num_rows(statement))
        guard count > 0 else { return [] }
        guard let description = mysql_stmt_result_metadata(statement) else { throw failure() }
        defer { mysql_free_result(description) }
        let columns = columns ?? MariaDBColumns(description)
        self.columns = columns
        let buffer = MariaDBBuffer(columns, description)
        guard buffer.bind({ mysql_stmt_bind_result(statement, $0) }) == 0 else { throw failure() }
        var rows: [Row] = []
        rows.reserveCapacity(count)
        while true {
            switch mysql_stmt_fetch(statement) {
            case 0: rows.append(buffer.row())
            case MYSQL_NO_DATA: return rows
            default: throw failure()
            }
        }
    }

    private func failure() -> MariaDBFailure {
        MariaDBFailure(code: mysql_stmt_errno(statement), words: String(cString: mysql_stmt_error(statement)))
    }
}
