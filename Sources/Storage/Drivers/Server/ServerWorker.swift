import Foundation
import Primitives

/// Runs the transactions of one thread on its connection: those that met another's run again, and a connection that was lost is
/// made anew.
final class ServerWorker<C: ServerConnection> {
    /// A transaction that meets others again and again is given up after so many runs.
    private static var mostRuns: Int { 30 }

    private let address: ServerAddress
    private let outage: Outage
    private let reserve: NumberReserve
    private let use: Database.Use
    private let isWriting: Bool
    private let limit: Duration?
    private var connection: C?

    init(_ address: ServerAddress, _ outage: Outage, _ reserve: NumberReserve, for use: Database.Use, writing: Bool, limit: Duration?) {
        self.address = address
        self.outage = outage
        self.reserve = reserve
        self.use = use
        isWriting = writing
        self.limit = limit
    }

    /// Whether it was committed.
    func perform(_ piece: any WorkPiece) -> Bool {
        let begun = ContinuousClock.now, end = outage.deadline(of: begun)
        for run in 1... {
            do {
                try transact(piece)
                // Others may have noted late that it was away, on connections that were lost when it was.
                outage.end()
                return true
            } catch let obstacle as Obstacle {
                guard mayRunAgain(obstacle, run, begun, end) else {
                    piece.fail(obstacle.error)
                    return false
                }
            } catch {
                piece.fail(error)
                return false
            }
        }
        return false
    }

    func close() {
        connection?.close()
        connection = nil
    }

    /// What kept a transaction from being committed, where nothing of it is.
    private struct Obstacle: Error {
        let error: StorageError
    }

    private func transact(_ piece: any WorkPiece) throws {
        let connection = try connected()
        let answer: WorkAnswer
        do {
            try connection.begin(writing: isWriting)
            answer = try piece.run(Transaction(connection, reserve))
            try connection.settle()
        } catch {
            connection.rollBack()
            if connection.isLost { close() }
            guard let error = error as? StorageError, error == .conflict || error.isOutage else { throw error }
            throw Obstacle(error: error)
        }
        do {
            try connection.commit()
        } catch StorageError.conflict {
            connection.rollBack()
            throw Obstacle(error: .conflict)
        } catch {
            // Whether it was committed nobody can say: it is not run again.
            connection.rollBack()
            if connection.isLost { close() }
            throw error
        }
        answer.deliver()
    }

    private func connected() throws -> C {
        if let connection { return connection }
        guard outage.mayLook(at: .now) else { throw Obstacle(error: .unreachable(address.place)) }
        do {
            let made = try C(address, for: use, limit: limit)
            connection = made
            outage.end()
            return made
        } catch {
            outage.goesOn()
            throw error.isOutage ? Obstacle(error: error) : error
        }
    }

    private func mayRunAgain(
        _ obstacle: Obstacle, _ run: Int, _ begun: ContinuousClock.Instant, _ end: ContinuousClock.Instant
    ) -> Bool {
        if obstacle.error.isOutage {
            guard ContinuousClock.now < min(end, outage.begin(at: begun)) else { return false }
            Thread.sleep(forTimeInterval: 0.1)
        } else {
            guard run < Self.mostRuns else { return false }
            Thread.sleep(forTimeInterval: Double.random(in: 0...0.001) * Double(1 << min(run, 6)))
        }
        return true
    }
}
