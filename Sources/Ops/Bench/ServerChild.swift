import Foundation
import Primitives

/// This program once more, serving the desk that is measured.
package final class ServerChild: Sendable {
    private let process: Process
    /// Where pages are served, and mail is taken.
    package let web: Place
    package let mail: Place
    /// From the start to the first 200 on `/healthz`.
    package let start: Duration

    package struct Place: Sendable {
        package let host: String
        package let port: Int
    }

    private init(_ process: Process, web: Place, mail: Place, start: Duration) {
        self.process = process
        self.web = web
        self.mail = mail
        self.start = start
    }

    /// Starts it and waits until it serves. Throws ``BenchError/noServer``.
    package static func start(data: String, database: String?) async throws -> ServerChild {
        let process = Process(), output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["serve", "--data", data, "--http", "127.0.0.1:0", "--smtp-listen", "127.0.0.1:0"]
            + (database.map { ["--database", $0] } ?? [])
        process.standardOutput = output
        let begin = ContinuousClock.now
        try process.run()
        var lines: [String: String] = [:]
        var text = ""
        // Each line comes whole or goes on with the next bytes; none at all when the server ended.
        while lines["mail"] == nil, case let bytes = output.fileHandleForReading.availableData, !bytes.isEmpty {
            text += String(decoding: bytes, as: UTF8.self)
            for parts in text.split(separator: "\n").map({ $0.split(separator: " ") }) where parts.count == 2 && text.hasSuffix("\n") {
                lines[String(parts[0])] = String(parts[1])
            }
        }
        guard let web = lines["web"].flatMap({ place($0.replacing("http://", with: "")) }), let mail = lines["mail"].flatMap(place) else {
            throw BenchError.noServer
        }
        let health = HTTPLoad.request("GET", "/healthz", [:])
        while try await !HTTPLoad(host: web.host, port: web.port).succeeds(health) {}
        return ServerChild(process, web: web, mail: mail, start: ContinuousClock.now - begin)
    }

    /// What it alone holds of memory and its share of what it has in common with others, in bytes (proc(5), smaps_rollup);
    /// `nil` where the system does not say.
    package func memory() -> Int? {
        guard let rollup = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/smaps_rollup", encoding: .utf8) else { return nil }
        let line = rollup.split(separator: "\n").first { $0.hasPrefix("Pss:") }
        return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 << 10 }
    }

    package func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    private static func place(_ text: String) -> Place? {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let port = Int(parts[1]) else { return nil }
        return Place(host: String(parts[0]), port: port)
    }
}

package enum BenchError: UserFacingError {
    case noServer
    /// The folder holds a desk that no bench made.
    case deskAtWork

    package var notice: Notice {
        switch self {
        case .noServer: Notice("bench.noServer", .refused)
        case .deskAtWork: Notice("bench.deskAtWork", .refused)
        }
    }
}
