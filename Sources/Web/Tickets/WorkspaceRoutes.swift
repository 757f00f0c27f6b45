import Gate

/// Lists, tickets and what open pages are told.
package struct WorkspaceRoutes {
    private let desktop: Desktop
    private let live: LiveDesk

    package init(desktop: Desktop, live: LiveDesk) {
        self.desktop = desktop
        self.live = live
    }

    package func add(to gate: Gate) {
        ListRoutes(desktop: desktop).add(to: gate)
        TicketRoutes(desktop: desktop).add(to: gate)
        MessageRoutes(desktop: desktop).add(to: gate)
        LiveRoutes(desktop: desktop, live: live).add(to: gate)
    }
}
