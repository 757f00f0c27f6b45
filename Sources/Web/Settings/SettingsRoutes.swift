import Gate

/// Everything an administrator sets.
package struct SettingsRoutes: Sendable {
    let desktop: Desktop
    let site: Site

    package init(_ desktop: Desktop, _ site: Site) {
        self.desktop = desktop
        self.site = site
    }

    package func add(to gate: Gate) {
        DeskSettingsRoutes(desktop: desktop).add(to: gate)
        MailSettingsRoutes(desktop: desktop, site: site).add(to: gate)
        AnswerSettingsRoutes(desktop: desktop, site: site).add(to: gate)
        AgentSettingsRoutes(desktop: desktop, site: site).add(to: gate)
        ShapeRoutes(desktop: desktop).add(to: gate)
        RoleRoutes(desktop: desktop).add(to: gate)
        DepartmentSettingsRoutes(desktop: desktop, site: site).add(to: gate)
        UpkeepRoutes(desktop: desktop).add(to: gate)
    }
}
