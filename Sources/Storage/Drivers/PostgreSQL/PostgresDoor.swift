import CPostgreSQL
import Foundation
import Primitives

/// Opens connections to PostgreSQL.
struct PostgresDoor {
    private static let oldest: Int32 = 130_000
    /// How long a server may take to let in.
    private static let patience = Duration.seconds(5)

    private let address: ServerAddress

    init(_ address: ServerAddress) {
        self.address = address
    }

    /// - Parameter limit: how long a statement may take
    func open(for use: Database.Use, limit: Duration?) throws(StorageError) -> OpaquePointer {
        let handle = try connect()
        do {
            try demandSuitable(handle)
            try prepare(handle, use, limit)
            return handle
        } catch {
            PQfinish(handle)
            throw error
        }
    }

    private func connect() throws(StorageError) -> OpaquePointer {
        guard let handle = start() else { throw StorageError.full }
        // The server's words may be in any language; its codes are not.
        PQsetErrorVerbosity(handle, PQERRORS_SQLSTATE)
        let end = ContinuousClock.now + Self.patience
        var state = PGRES_POLLING_WRITING
        while state != PGRES_POLLING_OK {
            guard PQstatus(handle) != CONNECTION_BAD, state != PGRES_POLLING_FAILED, wait(handle, state, until: end) else {
                defer { PQfinish(handle) }
                throw refusal(String(cString: PQerrorMessage(handle)))
            }
            state = PQconnectPoll(handle)
        }
        PQsetErrorVerbosity(handle, PQERRORS_DEFAULT)
        return handle
    }

    private func start() -> OpaquePointer? {
        let options = options.sorted { $0.key < $1.key }
        let names = options.map { strdup($0.key) }, values = options.map { strdup($0.value) }
        defer { (names + values).forEach { free($0) } }
        let keywords = names.map { UnsafePointer($0) } + [nil], settings = values.map { UnsafePointer($0) } + [nil]
        return PQconnectStartParams(keywords, settings, 0)
    }

    private var options: [String: String] {
        var options = [
            "dbname": address.name, "host": address.host, "port": String(address.port), "application_name": "amparo",
            "client_encoding": "UTF8", "gssencmode": "disable", "keepalives_idle": "5", "keepalives_interval": "2",
            "keepalives_count": "3", "tcp_user_timeout": "10000", "sslmode": sslMode,
        ]
        options["user"] = address.user
        options["password"] = address.password
        options["sslrootcert"] = address.authorities
        if let socket = address.socket {
            // Named by its folder and port, or whole: /run/postgresql/.s.PGSQL.5432
            let parts = socket.components(separatedBy: "/.s.PGSQL.")
            options["host"] = parts[0]
            if parts.count > 1 { options["port"] = parts[1] }
        }
        return options
    }

    private var sslMode: String {
        switch address.security {
        case .off: "disable"
        case .prefer: "prefer"
        case .on: "require"
        case .verify: "verify-full"
        }
    }

    private func wait(_ handle: OpaquePointer, _ state: PostgresPollingStatusType, until end: ContinuousClock.Instant) -> Bool {
        let events = state == PGRES_POLLING_READING ? POLLIN : POLLOUT
        var slot = pollfd(fd: PQsocket(handle), events: Int16(events), revents: 0)
        return poll(&slot, 1, Int32(clamping: max(0, (end - ContinuousClock.now).microseconds / 1000))) > 0
    }

    /// What the server said, as `FATAL:  28P01`; `unreachable` where it said nothing.
    private func refusal(_ words: String) -> StorageError {
        let state = words.firstMatch(of: /[A-Z]+:  ([0-9A-Z]{5})\b/).map { String($0.output.1) } ?? ""
        // The library's own words, which are English as long as nobody sets a locale.
        if state.isEmpty, words.contains("SSL was required") || words.contains("certificate") { return .insecure(address.place) }
        return StorageError(sqlState: state, words, address.place)
    }

    private func demandSuitable(_ handle: OpaquePointer) throws(StorageError) {
        let version = PQserverVersion(handle)
        guard version >= Self.oldest else {
            throw StorageError.outdated(address.place, version: "\(version / 10_000).\(version % 10_000)", needed: "PostgreSQL 13")
        }
        let encoding = PQparameterStatus(handle, "server_encoding").map { String(cString: $0) } ?? ""
        guard encoding == "UTF8" else { throw StorageError.encoding(address.place, found: encoding) }
    }

    private func prepare(_ handle: OpaquePointer, _ use: Database.Use, _ limit: Duration?) throws(StorageError) {
        let statements = [
            "SET statement_timeout = \((limit?.microseconds ?? 0) / 1000)", "SET lock_timeout = \(limit == nil ? 60_000 : 10_000)",
            "SET idle_in_transaction_session_timeout = \(max(60_000, (limit?.microseconds ?? 0) / 1000))", "SET timezone = 'UTC'", "SET client_min_messages = error",
            "SET standard_conforming_strings = on", "SET bytea_output = hex",
            // What is asked here is over before machine code for it would be ready.
            "SET jit = off",
        ] + (use == .loading ? ["SET synchronous_commit = off"] : [])
        let result = PQexec(handle, statements.joined(separator: "; "))
        defer { PQclear(result) }
        guard let result else { throw StorageError.unreachable(address.place) }
        guard PQresultStatus(result) == PGRES_COMMAND_OK else { throw StorageError(postgres: result, address.place) }
    }
}
