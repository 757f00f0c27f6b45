import Languages
import Markup
import Primitives

/// Everything around a page: who reads it, where they are, and what stands beside it. `document()` makes the whole of it.
package struct Frame: Sendable {
    /// What the page is made of.
    package enum Kind: Sendable {
        /// Rail, list, ticket, context. Without a ticket a phone shows the list, else the ticket.
        case workspace(Workspace)
        /// Rail and one wide page.
        case plain(HTML)
        /// A customer's page.
        case portal(HTML)
        /// Nothing around it: sign-in, errors, expired links.
        case bare(HTML)
    }

    package struct Workspace: Sendable {
        /// The inside of the list's column; see `Parts.list`.
        package var list: HTML
        /// The inside of the ticket's column; `nil` when none is open.
        package var ticket: HTML?
        /// The inside of the context's column: sections, each with an `h2`.
        package var context: HTML?

        package init(list: HTML, ticket: HTML? = nil, context: HTML? = nil) {
            self.list = list
            self.ticket = ticket
            self.context = context
        }
    }

    package enum Theme: String, Sendable, Codable, CaseIterable { case auto, light, dark }
    package enum Density: String, Sendable, Codable, CaseIterable { case comfortable, compact }

    package var parts: Parts
    package var title: String
    package var kind: Kind
    /// What the desk calls itself.
    package var desk: String
    /// A department's own look, served by us: a sheet that sets `--accent-hue` and `--accent-chroma`, and a logo. Paths.
    package var brandSheet: String?
    package var brandLogo: String?
    /// The name of the agent or customer who is signed in; `nil` for a stranger.
    package var person: String?
    package var theme: Theme = .auto
    package var density: Density = .comfortable
    /// Whether keys of one letter do something (WCAG 2.1.4: they can be switched off).
    package var singleKeys = true
    /// The signed-in agent as in the events' `by`, so that their own acts are not announced to them.
    package var personID: String?
    /// Where the event logs stood when the page was made; the live stream goes on after it.
    package var position: String?
    /// Path of the place or side place we are in.
    package var current: String?
    package var places: Set<Place> = Place.usual
    /// The agent's departments, where there are several.
    package var departments: [DepartmentPlace] = []
    package var queues: [SidePlace] = []
    package var views: [SidePlace] = []
    /// Waiting tickets by counter: `inbox`, `mine`, `team`, `queue-<id>`. Zero and missing are not shown.
    package var counters: [String: Int] = [:]
    /// Told once, above the page.
    package var flash: Notice?
    /// What can be taken back, at the edge; see `Parts.toast`.
    package var toast: HTML = .empty
    /// The number of the open ticket, for live updates and the palette.
    package var openTicket: String?

    package init(parts: Parts, title: String, desk: String, person: String? = nil, current: String? = nil, _ kind: Kind) {
        self.parts = parts
        self.title = title
        self.desk = desk
        self.person = person
        self.current = current
        self.kind = kind
    }

    var words: Words { parts.words }
}
