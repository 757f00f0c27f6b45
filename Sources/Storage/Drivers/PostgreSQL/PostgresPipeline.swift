import CPostgreSQL
import Foundation
import Primitives

/// What the server said to a statement.
struct PostgresAnswer {
    var rows: [Row] = []
    var changed = 0
    /// The command's word, as `COMMIT`.
    var status = ""
}

/// Sends statements and reads their answers in order (https://www.postgresql.org/docs/current/libpq-pipeline-mode.html).
final class PostgresPipeline {
    private enum Step {
        case plain
        case preparing(PostgresStatement)
        case asking(PostgresStatement)
        /// What comes before it is over, whatever became of it.
        case ended
    }

    /// The number of the type `double precision` (pg_type.dat).
    private static let double: Oid = 701

    private let handle: OpaquePointer
    private let place: String
    /// How long to wait for an answer; a little longer than the server itself lets a statement take.
    private let patience: Int32
    /// So many statements travel together at most.
    private static let most = 256
    /// Sent, not answered.
    private var steps: [Step] = []
    private(set) var isLost = false

    init(_ handle: OpaquePointer, _ place: String, limit: Duration?) {
        self.handle = handle
        self.place = place
        patience = limit.map { Int32(clamping: $0.microseconds / 1000 + 5000) } ?? -1
        PQenterPipelineMode(handle)
    }

    /// Whether there are statements of which nobody knows yet what became of them.
    var isWaiting: Bool { !steps.isEmpty }
    var isFull: Bool { steps.count >= Self.most }

    func send(_ text: String) throws(StorageError) {
        try demand(PQsendQueryParams(handle, text, 0, nil, nil, nil, nil, 0))
        steps.append(.plain)
    }

    /// The types of parameters are the server's to find, but for fractions, which it would take for what stands beside them.
    func send(preparing statement: PostgresStatement, _ text: String, _ values: [Value]) throws(StorageError) {
        let types = values.map { value in if case .double = value { Self.double } else { Oid(0) } }
        try demand(PQsendPrepare(handle, statement.name, text, Int32(values.count), types))
        steps.append(.preparing(statement))
    }

    func send(_ statement: PostgresStatement, _ values: [Value]) throws(StorageError) {
        let parameters = PostgresParameters(values)
        try demand(parameters.send { count, pointers, lengths, formats in
            PQsendQueryPrepared(handle, statement.name, count, pointers, lengths, formats, 0)
        })
        steps.append(.asking(statement))
    }

    /// Has everything sent done, and waits for none of it: what became of it nobody asks.
    func leave() throws(StorageError) {
        try demand(PQpipelineSync(handle))
        steps.append(.ended)
    }

    /// Waits for everything sent; the answer of the last, or the first error.
    func finish() throws(StorageError) -> PostgresAnswer {
        defer { steps.removeAll(keepingCapacity: true) }
        try demand(PQpipelineSync(handle))
        var last = PostgresAnswer(), failure: StorageError?
        for step in steps {
            if case .ended = step {
                try passEnd()
                failure = nil
                continue
            }
            do throws(StorageError) { last = try answer(to: step) } catch {
                if isLost { throw error }
                failure = failure ?? error
            }
        }
        try passEnd()
        if let failure { throw failure }
        return last
    }

    private func passEnd() throws(StorageError) {
        while let end = try result() {
            let isEnd = PQresultStatus(end) == PGRES_PIPELINE_SYNC
            PQclear(end)
            if isEnd { return }
        }
    }

    /// Whether the server told something within a time.
    func notified(within limit: Duration) throws(StorageError) -> Bool {
        // Some came along with an answer.
        if takeNotices() { return true }
        var slot = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
        guard poll(&slot, 1, Int32(clamping: limit.microseconds / 1000)) > 0 else { return false }
        try demand(PQconsumeInput(handle))
        return takeNotices()
    }

    private func takeNotices() -> Bool {
        var isTold = false
        while let notice = PQnotifies(handle) {
            isTold = true
            PQfreemem(notice)
        }
        return isTold
    }

    private func answer(to step: Step) throws(StorageError) -> PostgresAnswer {
        var answer = PostgresAnswer(), failure: StorageError?
        while let result = try result() {
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
                if case .preparing(let statement) = step { statement.isReady = true }
                if case .asking(let statement) = step { answer.rows = rows(result, statement) }
                answer.status = String(cString: PQcmdStatus(result))
                answer.changed = Int(String(cString: PQcmdTuples(result))) ?? 0
            case PGRES_PIPELINE_ABORTED: failure = failure ?? .engine(code: 0, "aborted")
            default: failure = failure ?? StorageError(postgres: result, place)
            }
        }
        if let failure { throw failure }
        return answer
    }

    private func rows(_ result: OpaquePointer, _ statement: PostgresStatement) -> [Row] {
        let count = PQntuples(result)
        guard count > 0 else { return [] }
        let columns = statement.columns ?? PostgresColumns(result)
        statement.columns = columns
        return (0..<count).map { columns.row(result, $0) }
    }

    private func result() throws(StorageError) -> OpaquePointer? {
        while PQisBusy(handle) != 0 {
            var slot = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
            let ready = poll(&slot, 1, patience)
            if ready < 0 && errno == EINTR { continue }
            guard ready > 0 else { throw lost() }
            try demand(PQconsumeInput(handle))
        }
        let result = PQgetResult(handle)
        if result == nil && PQstatus(handle) == CONNECTION_BAD { throw lost() }
        return result
    }

    private func demand(_ code: Int32) throws(StorageError) {
        guard code == 1 else {
            throw PQstatus(handle) == CONNECTION_BAD ? lost() : .engine(code: 0, String(cString: PQerrorMessage(handle)))
        }
    }

    private func lost() -> StorageError {
        isLost = true
        return .unreachable(place)
    }
}
