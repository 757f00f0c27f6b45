import Primitives

/// A filter with what was asked of it: `state:open,pending`, `created:<7d`, `overdue:yes`.
package struct Filter: Hashable, Sendable {
    package enum Condition: Hashable, Sendable {
        /// One of these, as the owner spells them.
        case choice([String])
        /// One of these texts.
        case text([TextPattern])
        /// In one of these.
        case number([Span<Double>])
        /// In one of these; ``Moment/bounds(_:now:zone:)`` gives the instants.
        case instant([Span<Moment>])
        case flag(Bool)
    }

    package let name: String
    package let condition: Condition
}

/// A text asked for; of `ana*` the beginning. An empty beginning (`*`) asks for any value at all.
package struct TextPattern: Hashable, Sendable {
    /// As typed; compare with ``Folding`` or ``IndexText/words(of:)``.
    package let text: String
    package var isPrefix = false
}

/// Bounds of values; `nil` where there is none.
package struct Span<Value: Hashable & Sendable>: Hashable, Sendable {
    package enum Bound: Hashable, Sendable {
        case including(Value), excluding(Value)
    }

    package var lower: Bound?
    package var upper: Bound?
}

extension Span<Double> {
    package func contains(_ value: Double) -> Bool {
        let isAbove = switch lower {
        case .including(let bound): value >= bound
        case .excluding(let bound): value > bound
        case nil: true
        }
        let isBelow = switch upper {
        case .including(let bound): value <= bound
        case .excluding(let bound): value < bound
        case nil: true
        }
        return isAbove && isBelow
    }
}
