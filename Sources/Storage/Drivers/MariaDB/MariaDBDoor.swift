import CMariaDB
import Foundation
import Primitives

/// Opens connections to MariaDB, or MySQL.
struct MariaDBDoor {
    private static let oldest: UInt = 100_600

    private let address: ServerAddress

    init(_ address: ServerAddress) {
        self.address = address
    }

    /// - Parameter limit: how long a statement may take
    func open(for use: Database.Use, limit: Duration?) throws(StorageError) -> UnsafeMutablePointer<MYSQL> {
        guard let handle = mysql_init(nil) else { throw StorageError.full }
        do {
            setOptions(handle, limit)
            try connect(handle)
            keepAlive(handle)
            try demandEncrypted(handle)
            try demandSuitable(handle)
            try prepare(handle, use, limit)
            return handle
        } catch {
            mysql_close(handle)
            throw error
        }
    }

    private func setOptions(_ handle: UnsafeMutablePointer<MYSQL>, _ limit: Duration?) {
        var connecting: UInt32 = 5
        mysql_options(handle, MYSQL_OPT_CONNECT_TIMEOUT, &connecting)
        if let limit {
            // A little longer than the server itself lets a statement take.
            var answering = UInt32(clamping: limit.microseconds / 1_000_000 + 5)
            mysql_options(handle, MYSQL_OPT_READ_TIMEOUT, &answering)
            mysql_options(handle, MYSQL_OPT_WRITE_TIMEOUT, &answering)
        }
        mysql_options(handle, MYSQL_SET_CHARSET_NAME, "utf8mb4")
        if address.security != .off { mysql_ssl_set(handle, nil, nil, address.authorities, nil, nil) }
        var isVerified: my_bool = address.security == .verify ? 1 : 0
        mysql_options(handle, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &isVerified)
    }

    private func connect(_ handle: UnsafeMutablePointer<MYSQL>) throws(StorageError) {
        // An UPDATE tells how many rows it found, not how many it changed, as elsewhere.
        let made = mysql_real_connect(
            handle, address.socket == nil ? address.host : "localhost", address.user, address.password, address.name,
            UInt32(clamping: address.port), address.socket, UInt(CLIENT_FOUND_ROWS) | UInt(CLIENT_MULTI_STATEMENTS))
        if made == nil { throw failure(handle) }
    }

    /// A server that is cut off is noticed within seconds.
    private func keepAlive(_ handle: UnsafeMutablePointer<MYSQL>) {
        guard address.socket == nil else { return }
        let settings: [(Int32, Int32, Int32)] = [
            (SOL_SOCKET, SO_KEEPALIVE, 1), (Int32(IPPROTO_TCP), TCP_KEEPIDLE, 5), (Int32(IPPROTO_TCP), TCP_KEEPINTVL, 2),
            (Int32(IPPROTO_TCP), TCP_KEEPCNT, 3), (Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, 10_000),
        ]
        for (level, name, value) in settings {
            var value = value
            setsockopt(Int32(mysql_get_socket(handle)), level, name, &value, socklen_t(MemoryLayout<Int32>.size))
        }
    }

    /// The library goes on in clear where the server offers nothing else, whatever it was told.
    private func demandEncrypted(_ handle: UnsafeMutablePointer<MYSQL>) throws(StorageError) {
        guard address.security == .on || address.security == .verify else { return }
        if mysql_get_ssl_cipher(handle) == nil { throw StorageError.insecure(address.place) }
    }

    private func demandSuitable(_ handle: UnsafeMutablePointer<MYSQL>) throws(StorageError) {
        let words = String(cString: mysql_get_server_info(handle)), isMariaDB = words.contains("MariaDB")
        // MySQL has neither the collation nor the isolation that texts and transactions rest on here.
        guard isMariaDB, mysql_get_server_version(handle) >= Self.oldest else {
            throw StorageError.outdated(address.place, version: isMariaDB ? words : "MySQL \(words)", needed: "MariaDB 10.6")
        }
    }

    private func prepare(_ handle: UnsafeMutablePointer<MYSQL>, _ use: Database.Use, _ limit: Duration?) throws(StorageError) {
        try run(handle, "SET NAMES utf8mb4 COLLATE utf8mb4_nopad_bin")
        try run(
            handle,
            """
            SET SESSION sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT,STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ENGINE_SUBSTITUTION', time_zone = '+00:00',
                autocommit = 0, innodb_lock_wait_timeout = \(limit == nil ? 60 : 10), group_concat_max_len = 1048576
            """)
        if use == .loading { try run(handle, "SET SESSION foreign_key_checks = 0") }
        try isolate(handle)
        if let limit { try setLimit(handle, limit) }
    }

    /// A transaction sees one state, and fails where it would overwrite what was changed meanwhile. Servers that cannot tell so
    /// keep what was read locked instead.
    private func isolate(_ handle: UnsafeMutablePointer<MYSQL>) throws(StorageError) {
        if mysql_query(handle, "SET SESSION innodb_snapshot_isolation = ON") == 0 {
            try run(handle, "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        } else {
            try run(handle, "SET SESSION TRANSACTION ISOLATION LEVEL SERIALIZABLE")
        }
    }

    private func setLimit(_ handle: UnsafeMutablePointer<MYSQL>, _ limit: Duration) throws(StorageError) {
        let milliseconds = limit.microseconds / 1000
        try run(handle, "SET SESSION max_statement_time = \(Double(milliseconds) / 1000)")
        // What a client that is gone holds locked is free again after this, if the network never tells of its end.
        try run(handle, "SET SESSION idle_transaction_timeout = \(max(60, milliseconds / 1000))")
    }

    private func run(_ handle: UnsafeMutablePointer<MYSQL>, _ text: String) throws(StorageError) {
        if mysql_query(handle, text) != 0 { throw failure(handle) }
    }

    private func failure(_ handle: UnsafeMutablePointer<MYSQL>) -> StorageError {
        StorageError(mariadb: mysql_errno(handle), String(cString: mysql_error(handle)), address.place)
    }
}
