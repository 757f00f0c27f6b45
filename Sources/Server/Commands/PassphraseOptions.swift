import ArgumentParser
import Foundation
import Languages
import Ops
import Primitives

/// Where the passphrase of a backup comes from. Never from the command line itself, which others can read.
struct PassphraseOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A file whose first line is the passphrase; else AMPARO_BACKUP_PASSPHRASE, else it is asked for.", valueName: "file"))
    var passphraseFile: String?

    /// For a new backup: asked for twice. Throws ``BackupError/noPassphrase``.
    func chosen() throws -> Passphrase {
        if let text = try given() { return try Passphrase(text) }
        let first = ask("backup.ask"), second = ask("backup.askAgain")
        guard first == second else { throw BackupError.noPassphrase }
        return try Passphrase(first)
    }

    /// For one that is there. Throws ``BackupError/noPassphrase``.
    func known() throws -> Passphrase { try Passphrase(given() ?? ask("backup.ask")) }

    private func given() throws -> String? {
        guard let passphraseFile else { return ProcessInfo.processInfo.environment["AMPARO_BACKUP_PASSPHRASE"] }
        guard let text = try? String(contentsOfFile: passphraseFile, encoding: .utf8) else { throw ValidationError("there is no file \(passphraseFile)") }
        return String(text.prefix { !$0.isNewline })
    }

    /// Read from the terminal without showing it; empty where there is none.
    private func ask(_ key: String) -> String {
        guard isatty(STDIN_FILENO) == 1 else { return "" }
        Terminal.say(Terminal.speech(key) + " ", ends: false)
        var mode = termios()
        tcgetattr(STDIN_FILENO, &mode)
        var quiet = mode
        quiet.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &mode)
            Terminal.say("")
        }
        return readLine() ?? ""
    }
}
