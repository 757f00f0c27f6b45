import Foundation
import Primitives
import Storage

/// An engine to run a test on. A fresh database for each test.
package enum TestEngine: String, Sendable, CaseIterable {
    case sqlite

    /// Opens an empty database, brings it to `migrations`, hands it over and removes it.
    package func withDatabase(_ migrations: [Migration] = [], _ body: (Database) async throws -> Void) async throws {
        try await TestFolder.with { folder in
            let database = try open(in: folder)
            do {
                try await Migrator(migrations, clock: .system).migrate(database)
                try await body(database)
            } catch {
                await database.close()
                throw error
            }
            await database.close()
        }
    }

    /// Opens the database of a folder, again or for the first time.
    package func open(in folder: TestFolder) throws -> Database {
        switch self {
        case .sqlite: try Database.sqlite(folder["desk.sqlite"], readers: 2)
        }
    }
}

/// A folder of its own for one test.
package struct TestFolder: Sendable {
    package let url: URL

    package subscript(_ name: String) -> String { url.appending(path: name).path }

    /// What lies in it.
    package var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted()
    }

    package static func with(_ body: (TestFolder) async throws -> Void) async throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "amparo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: url) }
        try await body(TestFolder(url: url))
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
