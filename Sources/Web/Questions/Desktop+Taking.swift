import Accounts
import Gate
import HTTPTypes
import Hummingbird
import Primitives
import Storage

extension Desktop {
    typealias Again<Page> = @Sendable (FormTrouble, Surroundings, Transaction) throws -> Page

    /// Takes what a form asks and leads on; when it is refused, its page is shown again with 422 and with what was typed.
    /// - Parameters:
    ///   - access: of the department it is about
    ///   - places: by key of a refusal, the field it is about
    func take<Page: DeskPage>(
        _ context: AgentContext, in access: Access, at places: [String: String] = [:], _ step: () async throws -> Response,
        again: @escaping Again<Page>
    ) async throws -> Response {
        do {
            return try await step()
        } catch {
            let trouble = try FormTrouble(error, at: places)
            return try await show(context, in: access, status: .unprocessableContent) { around, tx in try again(trouble, around, tx) }
        }
    }
}

extension FormTrouble {
    /// Somebody else was faster.
    var isConflict: Bool { notes.contains { $0.kind == .conflict } }
}
