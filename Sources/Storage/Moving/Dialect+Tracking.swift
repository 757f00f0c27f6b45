/// Notes each write to a table while a desk moves, and holds writes up at its end.
extension Dialect {
    /// What a trigger says when writing rests, and when the desk has gone.
    enum MoveWord {
        static let moving = "amparo: moving"
        static let moved = "amparo: moved"
    }

    /// The database's own clock, in seconds since 1970.
    var seconds: SQL {
        switch self {
        case .sqlite: "CAST(strftime('%s', 'now') AS INTEGER)"
        case .postgres: "CAST(extract(epoch FROM clock_timestamp()) AS BIGINT)"
        case .mariadb: "unix_timestamp(sysdate())"
        }
    }

    private static let verbs = [("insert", ["NEW"]), ("update", ["OLD", "NEW"]), ("delete", ["OLD"])]

    private static let gate = 730_504_101

    /// Waits until nobody writes any more, and keeps others from beginning until the transaction is over; `nil` where a row that is
    /// locked by many is given to who waited longest.
    var gateClosing: SQL? {
        self == .postgres ? "SELECT pg_advisory_xact_lock(\(Self.gate))" : nil
    }

    /// Makes the triggers of a table; done again it changes nothing.
    func tracking(_ table: Table) -> [SQL] {
        Self.verbs.flatMap { verb, rows in
            let name = SQL(name: "move_\(verb)_\(table.name)").text, head = "AFTER \(verb) ON \(table.sql.text)"
            let note = "INSERT INTO move_change (of_table, of_key) \(rows.map { self.note(table, $0) }.joined(separator: " UNION "));"
            return tracking(name, on: table.sql.text, head, "\(refusal) \(note)").map { SQL(text: $0, values: []) }
        }
    }

    private func tracking(_ name: String, on table: String, _ head: String, _ body: String) -> [String] {
        switch self {
        case .sqlite: ["CREATE TRIGGER IF NOT EXISTS \(name) \(head) BEGIN \(body) END"]
        case .mariadb: ["CREATE TRIGGER IF NOT EXISTS \(name) \(head) FOR EACH ROW BEGIN DECLARE gone, rests BIGINT; \(body) END"]
        case .postgres:
            [
                """
                CREATE OR REPLACE FUNCTION \(name)() RETURNS trigger LANGUAGE plpgsql AS $$
                DECLARE gone BIGINT; rests BIGINT; BEGIN \(body) RETURN NULL; END $$
                """,
                "DROP TRIGGER IF EXISTS \(name) ON \(table)",
                "CREATE TRIGGER \(name) \(head) FOR EACH ROW EXECUTE FUNCTION \(name)()",
            ]
        }
    }

    /// Ends the write that a trigger stands behind, when writing rests or the desk has gone.
    ///
    /// On a server the row that says so stays locked until the write is committed, once for each transaction where it can be told:
    /// whoever changes it waits for all writes under way, and a write that began before does not overlook the change.
    private var refusal: String {
        switch self {
        case .sqlite:
            """
            SELECT RAISE(ABORT, '\(MoveWord.moved)') WHERE EXISTS (SELECT 1 FROM move_state WHERE moved_at IS NOT NULL);
            SELECT RAISE(ABORT, '\(MoveWord.moving)') WHERE EXISTS (SELECT 1 FROM move_state WHERE paused_until > \(seconds.text));
            """
        case .postgres:
            """
            IF current_setting('amparo.writes', true) IS DISTINCT FROM '1' THEN
                PERFORM pg_advisory_xact_lock_shared(\(Self.gate));
                SELECT moved_at, paused_until INTO gone, rests FROM move_state FOR SHARE;
                IF gone IS NOT NULL THEN RAISE EXCEPTION '\(MoveWord.moved)'; END IF;
                IF rests > \(seconds.text) THEN RAISE EXCEPTION '\(MoveWord.moving)'; END IF;
                PERFORM set_config('amparo.writes', '1', true);
            END IF;
            """
        case .mariadb:
            """
            SELECT moved_at, paused_until INTO gone, rests FROM move_state WHERE one = 1 LOCK IN SHARE MODE;
            IF gone IS NOT NULL THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '\(MoveWord.moved)'; END IF;
            IF rests > \(seconds.text) THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '\(MoveWord.moving)'; END IF;
            """
        }
    }

    func untracking(_ table: Table) -> [SQL] {
        Self.verbs.flatMap { verb, _ -> [SQL] in
            let name = SQL(name: "move_\(verb)_\(table.name)")
            return switch self {
            case .sqlite, .mariadb: ["DROP TRIGGER IF EXISTS \(name)"]
            case .postgres: ["DROP TRIGGER IF EXISTS \(name) ON \(table.sql)", "DROP FUNCTION IF EXISTS \(name)()"]
            }
        }
    }

    /// Selects the table and the key of a row, as ``Table/key(written:)`` reads it.
    private func note(_ table: Table, _ row: String) -> String {
        let parts = table.keyColumns.map { column in written("\(row).\(SQL(name: column.name).text)", column.kind) }
        return "SELECT '\(table.name.replacing("'", with: "''"))', \(parts.joined(separator: " || '.' || "))"
    }

    private func written(_ name: String, _ kind: Table.Kind) -> String {
        switch (self, kind) {
        case (.sqlite, .int), (.sqlite, .double), (.postgres, .int), (.postgres, .double): "CAST(\(name) AS TEXT)"
        case (.mariadb, .int), (.mariadb, .double): "CAST(\(name) AS CHAR)"
        case (.sqlite, .text), (.sqlite, .bytes), (.mariadb, .text), (.mariadb, .bytes): "hex(\(name))"
        case (.postgres, .text): "encode(convert_to(\(name), 'UTF8'), 'hex')"
        case (.postgres, .bytes): "encode(\(name), 'hex')"
        }
    }
}
