import Foundation
import Ops
import Primitives
import Synchronization

/// How far a long command is, on standard error: one line written anew on a terminal, else a line for each stage and every five seconds.
final class ProgressLine: Sendable {
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let last = Mutex((stage: "", shown: ContinuousClock.now))

    func show(_ step: CopyStep) {
        switch step {
        case .table(let name, let rows): show("tables", "\(name) \(rows)")
        case .file(let number, let count): show("files", "\(number)/\(count)")
        case .checking(let name): show("check", name)
        case .index(let number, let count): show("indexes", "\(number)/\(count)")
        case .changes(let count): show("changes", "\(count)")
        case .search(let count): show("search", "\(count)")
        }
    }

    private func show(_ stage: String, _ detail: String) {
        let pause = isTerminal ? Duration.milliseconds(100) : .seconds(5)
        let isShown = last.withLock { last in
            let now = ContinuousClock.now
            guard last.stage != stage || now - last.shown > pause else { return false }
            last = (stage, now)
            return true
        }
        if isShown { Terminal.say(isTerminal ? "\r\(stage) \(detail)\u{1B}[K" : "\(stage) \(detail)", ends: !isTerminal) }
    }

    func end() {
        if isTerminal { Terminal.say("\r\u{1B}[K", ends: false) }
    }
}
