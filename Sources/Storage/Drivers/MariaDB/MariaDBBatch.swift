import CMariaDB

/// Changes that travel together as one text, with every value as a literal, since the library waits for each prepared statement's answer.
final class MariaDBBatch {
    /// Only these: other statements have answers, or end the transaction.
    private static let words = ["INSERT ", "UPDATE ", "DELETE "]
    /// Longer values are bound, longer texts are sent.
    private static let longest = 64 * 1024, most = 512 * 1024
    /// Statements whose text is kept in pieces.
    private static let mostForms = 512

    private let handle: UnsafeMutablePointer<MYSQL>
    private var forms: [String: [String]] = [:]
    private var statements: [SQL] = []
    private var size = 0
    /// Whether a row that is refused may have been left out instead.
    private(set) var hasToBeLookedAt = false

    init(_ handle: UnsafeMutablePointer<MYSQL>) {
        self.handle = handle
    }

    var isEmpty: Bool { statements.isEmpty }
    var isFull: Bool { size > Self.most }
    /// The one statement in it, which needs no company.
    var only: SQL? { statements.count == 1 ? statements[0] : nil }

    /// Whether it may travel with others.
    static func takes(_ sql: SQL) -> Bool {
        words.contains { sql.text.hasPrefix($0) } && !sql.text.contains(" RETURNING ") && sql.values.allSatisfy { $0.size <= longest }
    }

    func add(_ sql: SQL) {
        statements.append(sql)
        size += sql.values.reduce(sql.text.utf8.count) { $0 + $1.size }
        if sql.isIgnoring { hasToBeLookedAt = true }
    }

    func removeAll() {
        statements.removeAll(keepingCapacity: true)
        size = 0
        hasToBeLookedAt = false
    }

    /// Has all done, in order and up to the first error.
    /// - Parameter ending: what comes behind them
    func run(ending: String? = nil) throws(MariaDBFailure) {
        var text: [UInt8] = []
        text.reserveCapacity(size + size / 8 + 64)
        for sql in statements {
            if !text.isEmpty { text.append(UInt8(ascii: ";")) }
            write(sql, to: &text)
            if sql.isIgnoring { text += ";SHOW WARNINGS".utf8 }
        }
        if let ending { text += ";\(ending)".utf8 }
        removeAll()
        let sent = text.withUnsafeBytes { mysql_real_query(handle, $0.baseAddress?.assumingMemoryBound(to: CChar.self), UInt($0.count)) }
        guard sent == 0 else { throw failure() }
        try readAnswers()
    }

    private func readAnswers() throws(MariaDBFailure) {
        var refusal: MariaDBFailure?
        while true {
            if let warnings = mysql_store_result(handle) {
                refusal = refusal ?? Self.refusal(warnings)
                mysql_free_result(warnings)
            } else if mysql_field_count(handle) > 0 {
                throw failure()
            }
            let next = mysql_next_result(handle)
            guard next <= 0 else { throw failure() }
            if next < 0 { break }
        }
        if let refusal { throw refusal }
    }

    /// What was left out for another reason than that it was there.
    private static func refusal(_ warnings: UnsafeMutablePointer<MYSQL_RES>) -> MariaDBFailure? {
        while let row = mysql_fetch_row(warnings) {
            guard let code = row[1].flatMap({ UInt32(String(cString: $0)) }), code != UInt32(ER_DUP_ENTRY) else { continue }
            return MariaDBFailure(code: code, words: row[2].map { String(cString: $0) } ?? "")
        }
        return nil
    }

    private func failure() -> MariaDBFailure {
        MariaDBFailure(code: mysql_errno(handle), words: String(cString: mysql_error(handle)))
    }

    private func write(_ sql: SQL, to text: inout [UInt8]) {
        let form = form(of: sql)
        text += form[0].utf8
        for (value, piece) in zip(sql.values, form.dropFirst()) {
            write(value, to: &text)
            text += piece.utf8
        }
    }

    /// What stands between the parameters.
    private func form(of sql: SQL) -> [String] {
        if let known = forms[sql.text] { return known }
        if forms.count >= Self.mostForms { forms.removeAll(keepingCapacity: true) }
        let form = Dialect.mariadb.spelledOut(sql.text).piecesBetweenMarks
        forms[sql.text] = form
        return form
    }

    private func write(_ value: Value, to text: inout [UInt8]) {
        switch value {
        case .int(let number): text += String(number).utf8
        case .double(let number) where number.isFinite: text += String(number).utf8
        case .null, .double: text += "NULL".utf8
        case .text(let content): writeQuoted(content, to: &text)
        case .blob(let bytes): text += "x'\(Hex.text(bytes))'".utf8
        }
    }

    private func writeQuoted(_ content: String, to text: inout [UInt8]) {
        var content = content
        text.append(UInt8(ascii: "'"))
        content.withUTF8 { letters in
            let escaped = [UInt8](unsafeUninitializedCapacity: 2 * letters.count + 1) { room, count in
                guard letters.count > 0 else { return }
                count = room.withMemoryRebound(to: CChar.self) { room in
                    letters.withMemoryRebound(to: CChar.self) { Int(mysql_real_escape_string(handle, room.baseAddress, $0.baseAddress, UInt($0.count))) }
                }
            }
            text += escaped
        }
        text.append(UInt8(ascii: "'"))
    }
}

extension SQL {
    fileprivate var isIgnoring: Bool { text.hasPrefix("INSERT IGNORE") }
}

extension Value {
    /// About how many letters it takes in a text.
    fileprivate var size: Int {
        switch self {
        case .text(let text): text.utf8.count
        case .blob(let bytes): 2 * bytes.count
        case .null, .int, .double: 12
        }
    }
}
