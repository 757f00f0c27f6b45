import CMariaDB

extension StorageError {
    /// The meaning of a number of the server (mysqld_error.h) or the library (errmsg.h).
    init(mariadb code: UInt32, _ words: String, _ place: String) {
        if code == UInt32(ER_SIGNAL_EXCEPTION), let refusal = StorageError(trigger: words) {
            self = refusal
            return
        }
        switch Int32(bitPattern: code) {
        case ER_DUP_ENTRY, ER_DUP_ENTRY_WITH_KEY_NAME: self = .duplicate(words)
        case ER_NO_REFERENCED_ROW_2, ER_ROW_IS_REFERENCED_2, ER_NO_REFERENCED_ROW, ER_ROW_IS_REFERENCED: self = .dangling(words)
        case ER_TABLE_EXISTS_ERROR, ER_DUP_KEYNAME, ER_DUP_FIELDNAME: self = .exists(words)
        case ER_BAD_NULL_ERROR, ER_DATA_TOO_LONG, ER_CONSTRAINT_FAILED, ER_WARN_DATA_OUT_OF_RANGE, ER_NO_DEFAULT_FOR_FIELD:
            self = .constraint(words)
        case ER_LOCK_DEADLOCK, ER_CHECKREAD: self = .conflict
        case ER_LOCK_WAIT_TIMEOUT: self = .busy
        case ER_STATEMENT_TIMEOUT: self = .tooSlow
        case ER_DISK_FULL, ER_RECORD_FILE_FULL: self = .full
        case ER_ACCESS_DENIED_ERROR, ER_DBACCESS_DENIED_ERROR, ER_TABLEACCESS_DENIED_ERROR, ER_SPECIFIC_ACCESS_DENIED_ERROR,
            ER_OPTION_PREVENTS_STATEMENT:
            self = .denied(place)
        case ER_BAD_DB_ERROR: self = .missing(place)
        case ER_CON_COUNT_ERROR, ER_SERVER_SHUTDOWN, ER_NORMAL_SHUTDOWN, ER_CONNECTION_KILLED, ER_QUERY_INTERRUPTED, ER_NET_READ_ERROR,
            ER_HOST_IS_BLOCKED, ER_TOO_MANY_USER_CONNECTIONS:
            self = .unreachable(place)
        // The library's own: encryption failed, or the connection.
        case CR_SSL_CONNECTION_ERROR: self = .insecure(place)
        case 2000..<2100: self = .unreachable(place)
        default: self = .engine(code: Int(code), words)
        }
    }
}
