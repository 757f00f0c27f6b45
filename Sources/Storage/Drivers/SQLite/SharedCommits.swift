import Primitives

/// Runs waiting writes one after another in one transaction, a savepoint each, so that they share one durable commit.
///
/// A closure that throws rolls back its savepoint alone. An error that ends the transaction (full disk, I/O) runs every
/// other closure of the group again, alone.
struct SharedCommits {
    /// Writes in one commit at most.
    private static let most = 128
    /// A commit is not kept open for more writes after this, so that other processes find the file free in time.
    private static let patience = Duration.milliseconds(50)

    private let connection: SQLiteConnection
    private let signal: CommitSignal

    init(_ connection: SQLiteConnection, _ signal: CommitSignal) {
        self.connection = connection
        self.signal = signal
    }

    /// Until the queue is closed and empty.
    func serve(_ queue: WorkQueue<any WorkPiece>) {
        while let pieces = queue.take(most: Self.most, afterRest: connection.releaseMemory) {
            var rest = pieces[...]
            while !rest.isEmpty {
                if rest.count == 1 { alone(rest.removeFirst()) } else { rest = together(rest) }
            }
        }
    }

    private func alone(_ piece: any WorkPiece) {
        do {
            _ = try connection.execute("BEGIN IMMEDIATE")
            let answer = try piece.run(Transaction(connection))
            _ = try connection.execute("COMMIT")
            answer.deliver()
            signal.raise()
        } catch {
            rollBack()
            piece.fail(error)
        }
    }

    /// Returns those for which the time did not suffice.
    private func together(_ pieces: ArraySlice<any WorkPiece>) -> ArraySlice<any WorkPiece> {
        do {
            _ = try connection.execute("BEGIN IMMEDIATE")
        } catch {
            pieces.forEach { $0.fail(error) }
            return []
        }
        var group = Group(waiting: pieces)
        do {
            try run(&group)
            _ = try connection.execute("COMMIT")
        } catch {
            rollBack()
            pieces.dropLast(group.waiting.count).forEach(alone)
            return group.waiting
        }
        group.answers.forEach { $0.deliver() }
        group.refusals.forEach { $0.piece.fail($0.error) }
        if !group.answers.isEmpty { signal.raise() }
        return group.waiting
    }

    /// What became of the writes of one commit.
    private struct Group {
        var waiting: ArraySlice<any WorkPiece>
        var answers: [WorkAnswer] = []
        var refusals: [(piece: any WorkPiece, error: any Error)] = []
    }

    private func run(_ group: inout Group) throws {
        let start = ContinuousClock.now
        while let piece = group.waiting.popFirst() {
            do {
                group.answers.append(try inSavepoint(piece))
            } catch {
                guard connection.isInTransaction, !Self.endsGroup(error) else { throw error }
                group.refusals.append((piece, error))
            }
            if ContinuousClock.now - start > Self.patience { return }
        }
    }

    private func inSavepoint(_ piece: any WorkPiece) throws -> WorkAnswer {
        _ = try connection.execute("SAVEPOINT piece")
        do {
            let answer = try piece.run(Transaction(connection))
            _ = try connection.execute("RELEASE piece")
            return answer
        } catch {
            if connection.isInTransaction {
                _ = try connection.execute("ROLLBACK TO piece")
                _ = try connection.execute("RELEASE piece")
            }
            throw error
        }
    }

    private func rollBack() {
        if connection.isInTransaction { _ = try? connection.execute("ROLLBACK") }
    }

    private static func endsGroup(_ error: any Error) -> Bool {
        (error as? StorageError)?.endsTransaction ?? false
    }
}
