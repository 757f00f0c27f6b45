import Gate
import Languages
import Primitives
import Tickets

/// What the page of an escalation, or of the step back, sends.
struct EscalationForm: Sendable {
    /// Reasons that need no typing.
    enum Because: String, Sendable, CaseIterable {
        case knowledge, rights, asked, specialist
    }

    var to: ID<Queue>?
    var reason = ""
    var findings = ""
    var seen: Version?

    init(findings: String = "") {
        self.findings = findings
    }

    init(_ form: Form, words: Words) throws {
        to = try form.id("to", as: Queue.self)
        findings = try form.lines("findings", most: 20_000)
        seen = try form.version()
        reason = try form.text("reason", most: 2000)
        let because = try form.choice("because", of: Because.self)
        if reason.isEmpty, let because { reason = words("steps.because.\(because.rawValue)") }
    }

    /// What can be kept of a form that could not be read whole.
    init(keeping form: Form) {
        to = try? form.id("to", as: Queue.self)
        reason = (try? form.text("reason", most: 20_000)) ?? ""
        findings = (try? form.lines("findings", most: 100_000)) ?? ""
    }
}
