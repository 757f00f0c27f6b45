import Primitives

/// The plural forms that whole numbers take in our four languages (CLDR 46, cardinal rules).
package enum Plural: String, Sendable, CaseIterable {
    case one, few, many, other

    /// The form of `count` things. The sign does not matter.
    package init(_ count: Int, in language: Language) {
        let number = count.magnitude
        self =
            switch language {
            case .en: number == 1 ? .one : .other
            case .es: number == 1 ? .one : Self.roundMillions(number) ? .many : .other
            case .pt: number <= 1 ? .one : Self.roundMillions(number) ? .many : .other
            case .ro: number == 1 ? .one : number == 0 || (1...19).contains(number % 100) ? .few : .other
            }
    }

    /// The forms that a text of that language must have.
    package static func forms(of language: Language) -> Set<Plural> {
        switch language {
        case .en: [.one, .other]
        case .es, .pt: [.one, .many, .other]
        case .ro: [.one, .few, .other]
        }
    }

    private static func roundMillions(_ number: UInt) -> Bool {
        number != 0 && number.isMultiple(of: 1_000_000)
    }
}
