import Foundation
import Primitives
import Storage

/// An engine to run a test on. A fresh database for each test.
package enum TestEngine: String, Sendable, CaseIterable {
    case sqlite, postgres, mariadb

    /// The engine of this run: `AMPARO_TEST_ENGINE`, or SQLite. Servers are named by `AMPARO_TEST_POSTGRES` and `AMPARO_TEST_MARIADB`.
    package static let current: TestEngine =
        ProcessInfo.processInfo.environment["AMPARO_TEST_ENGINE"].flatMap(TestEngine.init) ?? .sqlite

    package static let allCases = [current]

    /// Opens an empty database, brings it to `migrations`, hands it over and removes it.
    package func withDatabase(_ migrations: [Migration] = [], _ body: (Database) async throws -> Void) async throws {
        try await TestFolder.with { folder in
            let database = try await open(in: folder, migrations)
            do {
                try await body(database)
            } catch {
                await database.close()
                throw error
            }
            await database.close()
        }
    }

    /// Opens the database of a folder, again or for the first time, and brings it to `migrations`.
    package func open(in folder: TestFolder, _ migrations: [Migration]) async throws -> Database {
        guard self == .sqlite else { return try await TestServer(self).open(folder.url.path, migrations) }
        let database = try Database.sqlite(folder["desk.sqlite"], readers: 2)
        try await Migrator(migrations, clock: .system).migrate(database)
        return database
    }

    /// The address of a folder's database, which has no table yet.
    package func address(in folder: TestFolder) throws -> DatabaseAddress { try DatabaseAddress(url(in: folder)) }

    /// The same as it is typed.
    package func url(in folder: TestFolder) throws -> String {
        self == .sqlite ? folder["desk.sqlite"] : try TestServer(self).url(of: folder.url.path)
    }

    /// Removes what a folder's database left on a server.
    package func remove(_ folder: TestFolder) {
        if self != .sqlite { try? TestServer(self).giveBack(folder.url.path) }
    }
}

/// A folder of its own for one test.
package struct TestFolder: Sendable {
    package let url: URL

    package init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "amparo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    /// With its database.
    package func remove() {
        TestEngine.current.remove(self)
        try? FileManager.default.removeItem(at: url)
    }

    package subscript(_ name: String) -> String { url.appending(path: name).path }

    /// What lies in it.
    package var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted()
    }

    package static func with(_ body: (TestFolder) async throws -> Void) async throws {
        let folder = try TestFolder()
        defer { folder.remove() }
        try await body(folder)
    }
}

/// Cases that others collected; a test on them is skipped where they are not at hand.
package enum Corpora {
    /// `AMPARO_CORPORA`, or the folder beside the repository.
    package static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["AMPARO_CORPORA"] { return URL(fileURLWithPath: path) }
        return URL(fileURLWithPath: #filePath).appending(path: "../../../../shared/corpora").standardized
    }()

    package static func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: name).path)
    }
}

extension HandClock {
    /// A Friday morning.
    package convenience init() {
        self.init(Instant(microseconds: 1_795_168_800_000_000))  // 2026-11-20T10:00:00Z
    }
}
