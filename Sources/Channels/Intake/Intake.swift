import Accounts
import Contacts
import Customisation
import Logging
import Primitives
import Storage
import Tickets

/// Turns kept mail into tickets: reads it off the writer's thread, then does all of it in one commit with the row's outcome.
///
/// One bad mail never stops the others: after three tries it is put aside for an agent.
package struct Intake: Sendable {
    package static let mostTries = 3
    /// So long a mail waits when the process that read it was killed.
    private static let lease = Duration.seconds(20)
    /// Letters in one commit.
    private static let slice = 8

    private let desk: Desk
    private let offices: Offices
    private let log: Logger

    package init(desk: Desk, offices: Offices, log: Logger) {
        self.desk = desk
        self.offices = offices
        self.log = log
    }

    /// Reads until the task is cancelled.
    package func run() async {
        await desk.db.commits.watch(rest: .milliseconds(5)) {
            do {
                while try await takeWaiting() > 0, !Task.isCancelled {}
            } catch {
                log.error("mail intake", metadata: ["error": "\(error)"])
            }
            // Leases end and second tries fall due without a commit.
            return .seconds(2)
        }
    }

    /// Reads what waits now, at most so many mails; how many that were.
    @discardableResult
    package func takeWaiting(most: Int = 64) async throws -> Int {
        let now = desk.now(), lease = now + Self.lease
        guard try await desk.db.read({ tx in try ArchiveStore(tx).hasWaiting(at: now) }) else { return 0 }
        let mails = try await desk.db.write { tx in try ArchiveStore(tx).take(most: most, at: now, lease: lease) }
        var held = lease
        for slice in stride(from: 0, to: mails.count, by: Self.slice) {
            if desk.now() > held - Self.lease / 2 {
                held = desk.now() + Self.lease
                let (rest, until) = (mails[slice...].map(\.id), held)
                try await desk.db.write { tx in try ArchiveStore(tx).hold(rest, until: until) }
            }
            let letters = await read(Array(mails[slice..<min(slice + Self.slice, mails.count)]))
            do {
                try await take(letters)
            } catch {
                for letter in letters { await takeAlone(letter) }
            }
        }
        return mails.count
    }

    /// Parses side by side; a mail that cannot even be fetched is put back.
    private func read(_ mails: [RawMail]) async -> [Letter] {
        await withTaskGroup(of: (Int, Letter?).self) { group in
            for (index, mail) in mails.enumerated() {
                group.addTask {
                    do {
                        return (index, try await letter(of: mail))
                    } catch {
                        await fail(mail, error)
                        return (index, nil)
                    }
                }
            }
            var letters: [(Int, Letter)] = []
            for await (index, letter) in group { if let letter { letters.append((index, letter)) } }
            return letters.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private func letter(of mail: RawMail) async throws -> Letter {
        // It was taken so often and never put back: reading it ends the program.
        if mail.tries >= Self.mostTries { throw IntakeError.endsTheProgram }
        let bytes = try await desk.db.read { tx in try desk.blobs.read(mail.hash, department: mail.department.rawValue, tx) }
        guard let bytes else { throw IntakeError.bytesGone }
        return try await Letter(mail, bytes: bytes, blobs: desk.blobs)
    }

    private func take(_ letters: [Letter]) async throws {
        let now = desk.now(), offices = offices
        try await desk.db.write { tx in
            for letter in letters {
                let office = try offices.office(of: letter.raw.department, tx)
                let outcome = try EmailIntake(tx: tx, desk: desk, office: office, letter: letter, now: now).take()
                let isOurs = try ArchiveStore(tx).finish(letter, outcome)
                // Another process held it too long for our lease and has done it.
                if !isOurs { throw IntakeError.takenByAnother }
            }
        }
    }

    private func takeAlone(_ letter: Letter) async {
        do {
            try await take([letter])
        } catch IntakeError.takenByAnother {
            log.info("mail was taken by another process", metadata: ["mail": "\(letter.raw.id)"])
        } catch {
            await fail(letter.raw, error)
        }
    }

    /// For so long the disk's or the database's fault is not the mail's; that of a store of files never is.
    private static let patience = Duration.hours(1)

    /// Counts a try, unless it was the database's or the disk's fault: that may be mended. A mail whose own bytes cannot be read is
    /// put aside in the end.
    private func fail(_ mail: RawMail, _ error: any Error) async {
        log.error("mail could not be taken", metadata: ["mail": "\(mail.id)", "error": "\(error)"])
        let now = desk.now(), retry = now + .seconds(5)
        let trouble = error as? StorageError
        let mayPass = trouble?.isBucketAway == true || trouble?.mayPass == true && now - mail.received < Self.patience
        do {
            try await desk.db.write { tx in
                let store = ArchiveStore(tx)
                if mayPass {
                    try store.putBack(mail, until: retry)
                } else {
                    try store.fail(mail, words: "\(error)", mostTries: Self.mostTries, retryAt: retry)
                }
            }
        } catch {
            // Its lease ends, then it is tried again.
            log.error("mail could not be put back", metadata: ["mail": "\(mail.id)", "error": "\(error)"])
        }
    }
}

enum IntakeError: Error {
    case takenByAnother
    case endsTheProgram
    case bytesGone
}
