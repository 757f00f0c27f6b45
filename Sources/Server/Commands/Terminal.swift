import ArgumentParser
import Foundation
import Languages
import Logging
import Primitives

/// How the command speaks to whoever typed it: results to standard output, everything else to standard error.
enum Terminal {
    static let log: Logger = {
        var log = Logger(label: "amparo") { StreamLogHandler.standardError(label: $0) }
        log.logLevel = ProcessInfo.processInfo.environment["AMPARO_LOG_LEVEL"].flatMap(Logger.Level.init(rawValue:)) ?? .notice
        return log
    }()

    /// The terminal's language, else English.
    static let speech = Words(
        ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { ProcessInfo.processInfo.environment[$0] }.compactMap { Language(tag: $0) }.first ?? .en)

    static func words(_ notice: Notice) -> String { speech(notice) }
    static func words(_ notice: Notice, in language: Language) -> String { Words(language)(notice) }

    /// What was printed is seen now, also through a pipe.
    static func flush() { fflush(nil) }

    /// Runs a command; a refusal is one clear line on standard error and exit code 1.
    static func refusing(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let error as any UserFacingError {
            if error.notice.key == "storage.failed" { log.error("failed", metadata: ["error": "\(error)"]) }
            complain(error)
            throw ExitCode(1)
        }
    }

    /// To standard error.
    static func say(_ text: String, ends: Bool = true) {
        FileHandle.standardError.write(Data((ends ? "\(text)\n" : text).utf8))
    }

    static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    static func warn(_ notice: Notice) { say("amparo: \(words(notice))") }

    static func complain(_ error: any Error) {
        let text = (error as? any UserFacingError).map { words($0.notice) } ?? "\(error)"
        say("amparo: \(text)")
    }
}
