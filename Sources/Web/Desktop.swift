import Accounts
import Channels
import Customisation
import Gate
import HTTPTypes
import Hummingbird
import Markup
import NIOCore
import Primitives
import Storage
import Tickets

/// What every page of the agents stands on: the desk, its settings and accounts. Made once at start, handed to all routes.
///
///     gate.get("/outbox", demands: .see, .outbox) { request, context in
///         try await desktop.show(context) { around, tx in try OutboxPage(around, tx) }
///     }
package struct Desktop: Sendable {
    package let desk: Desk
    package let settings: Settings
    package let accounts: AccountDesk
    package let doorkeeper: Doorkeeper
    /// What mail needs to know of departments.
    package let offices: Offices
    /// Where the tickets of all departments are.
    package let branches: Branches

    /// - Parameter branches: without, all departments are in the desk's own database
    package init(
        desk: Desk, settings: Settings, accounts: AccountDesk, doorkeeper: Doorkeeper, offices: Offices,
        branches: Branches? = nil
    ) {
        self.desk = desk
        self.settings = settings
        self.accounts = accounts
        self.doorkeeper = doorkeeper
        self.offices = offices
        self.branches = branches ?? Branches(main: desk)
    }

    package var db: Database { desk.db }
    package var ids: IDMaker { desk.ids }
    package func now() -> Instant { desk.now() }

    /// Reads and decides a page in one look at the database, then places it.
    /// - Parameters:
    ///   - access: of the department the page is about; the one the agent chose last where nothing says otherwise
    ///   - place: the list on it, to which the agent's other departments add theirs
    ///   - read: throws refusals, which become the door's own page
    func show<Page: DeskPage>(
        _ context: AgentContext, in access: Access? = nil, status: HTTPResponse.Status = .ok, listing place: ListPlace? = nil,
        _ read: @escaping @Sendable (Surroundings, Transaction) throws -> Page
    ) async throws -> Response {
        let access = access ?? context.access
        let elsewhere = await elsewhere(than: access.department, of: context, showing: place?.wish)
        let (page, around) = try await db.read { tx in
            let around = try surroundings(of: context, in: access, beside: elsewhere, tx)
            return (try read(around, tx), around)
        }
        return .page(frame(of: page, around, context).document(), status: status)
    }
}

/// A page of the agents: a value in which everything is decided. Its view only places.
package protocol DeskPage: Sendable {
    var title: String { get }
    /// Path of the place it belongs to; `nil` for none.
    var current: String? { get }
    /// The number of the ticket that is open on it.
    var openTicket: String? { get }
    /// What can be taken back, at the edge; see `Parts.toast`.
    func toast(_ parts: Parts) -> HTML
    func view(_ parts: Parts) -> Frame.Kind
}

extension DeskPage {
    package var openTicket: String? { nil }
    package func toast(_ parts: Parts) -> HTML { .empty }
}

extension Response {
    /// A page of ours.
    package static func page(_ html: HTML, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"], body: .init(byteBuffer: ByteBuffer(bytes: html.bytes)))
    }
}
