import Accounts
import Gate
import Hummingbird
import Primitives
import Storage
import Tickets

extension StepRoutes {
    func addLinks(to gate: Gate) {
        gate.get("/tickets/:number/links", demands: .answer, .ticket) { request, context in
            try await StepDesk(desktop, request, context, .answer).show { try LinksPage($0) }
        }
        gate.post("/tickets/:number/links", demands: .answer, .ticket) { request, context in try await link(request, context) }
    }

    /// POST /tickets/:number/links
    private func link(_ request: Request, _ context: AgentContext) async throws -> Response {
        let step = try await StepDesk(desktop, request, context, .answer), form = context.form
        let kind = ((try? form.choice("kind", of: Link.Kind.self)) ?? nil) ?? .related
        let typed = ["other-id", "other"].lazy.compactMap { try? form.text($0) }.first { !$0.isEmpty } ?? ""
        return try await step.take(at: LinksPage.places) {
            if let removed = try RemovedLink(form.text("remove")) ?? RemovedLink(request.query().text("remove")) { return try await remove(removed, step) }
            guard let number = TicketNumber(typed) else { throw FormError("other", "steps.merge.noNumber") }
            guard LinksPage.kinds.contains(kind) else { throw FormError("kind", "form.choice") }
            try await desktop.desk.link(step.ticket.id, kind, number, isOn: true, as: step.access)
            let undo = LocalPath("/tickets/\(step.ticket.number)/links?remove=\("to \(kind.rawValue) \(number)")")
            return step.done("linked", ["other": number.text], undo: undo.text)
        } again: { try LinksPage($0, kind: kind, typed: typed) }
    }

    private func remove(_ link: RemovedLink, _ step: StepDesk) async throws -> Response {
        if link.isFromOther {
            let other = try await desktop.db.read { [context = step.context] tx in try desktop.find(link.number, context, tx) }
            try await desktop.desk.link(other.ticket.id, link.kind, step.ticket.number, isOn: false, as: other.access)
        } else {
            try await desktop.desk.link(step.ticket.id, link.kind, link.number, isOn: false, as: step.access)
        }
        return step.done("unlinked", ["other": link.number.text])
    }
}

/// `to partOf LBT-1042`: a link that is to go, from this ticket or to it.
private struct RemovedLink {
    let isFromOther: Bool
    let kind: Link.Kind
    let number: TicketNumber

    /// `nil` for nothing pressed. Throws ``FormError`` for anything else.
    init?(_ text: String) throws {
        if text.isEmpty { return nil }
        let parts = text.split(separator: " ").map(String.init)
        guard parts.count == 3, ["to", "from"].contains(parts[0]), let kind = Link.Kind(rawValue: parts[1]), let number = TicketNumber(parts[2])
        else { throw FormError("other", "form.choice") }
        (isFromOther, self.kind, self.number) = (parts[0] == "from", kind, number)
    }
}

extension LinksPage {
    fileprivate static let places = [
        "ticket.notFound": "other", "ticket.unknown": "other", "ticket.linkedToItself": "other", "policy.forbidden": "other",
    ]
}
