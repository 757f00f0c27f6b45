import Gate
import Languages
import Primitives
import Tickets

/// Why a form came back: beside its fields where it is about one, else above them.
struct FormTrouble: Sendable {
    private var fields: [String: Notice] = [:]
    private(set) var notes: [Notice] = []
    /// Event kinds of what somebody else did meanwhile, oldest first.
    private(set) var meanwhile: [String] = []

    static let none = FormTrouble()

    private init() {}

    /// Throws the error on where no form can put it right: it is ours, what was asked for is gone, or the actor may not.
    /// - Parameter places: by key of a refusal, the field it is about
    init(_ error: any Error, at places: [String: String] = [:]) throws {
        guard let refusal = error as? any UserFacingError else { throw error }
        let notice = refusal.notice
        let field = (error as? FormError)?.field ?? places[notice.key]
        if field == nil && (notice.kind == .missing || notice.kind == .forbidden) { throw error }
        if let field { fields[field] = notice } else { notes = [notice] }
        if case .changedMeanwhile(_, let what) = error as? TicketError { meanwhile = what }
    }

    var isEmpty: Bool { fields.isEmpty && notes.isEmpty }

    /// What to say beside a field; `nil` where it is fine.
    func about(_ field: String, _ words: Words) -> String? { fields[field].map { words($0) } }
}
