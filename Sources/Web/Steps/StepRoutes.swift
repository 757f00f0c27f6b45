import Gate
import Primitives
import Tickets

/// What is done to a ticket on pages of their own, below `/tickets/:number`.
package struct StepRoutes: Sendable {
    let desktop: Desktop

    package init(desktop: Desktop) {
        self.desktop = desktop
    }

    package func add(to gate: Gate) {
        addEscalation(to: gate)
        addSolving(to: gate)
        addAssigning(to: gate)
        addMerging(to: gate)
        addHandingOver(to: gate)
        addLinks(to: gate)
        addRedacting(to: gate)
        addPeople(to: gate)
        addEndings(to: gate)
    }
}
