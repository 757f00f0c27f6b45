import Foundation
import Primitives

/// What a password must be: long, and not what is tried first (NIST SP 800-63B §5.1.1.2). No rules about kinds of letters.
package enum PasswordRules {
    package static let least = 10

    package static func check(_ password: String, email: String, name: String) throws(PasswordError) {
        guard password.count >= least else { throw .tooShort(least) }
        guard password.utf8.count <= PasswordHasher.longest else { throw .tooLong }
        let folded = fold(password)
        let personal = [email, String(email.prefix { $0 != "@" }), name].map(fold).filter { $0.count >= 3 }
        // The name with a year or a number behind it is tried early too.
        let letters = folded.trimmingCharacters(in: .decimalDigits.union(.punctuationCharacters).union(.symbols))
        guard !personal.contains(folded), !personal.contains(letters) else { throw .personal }
        guard !CommonPasswords.contains(folded), !CommonPasswords.contains(letters), !isOneStep(folded) else { throw .common }
    }

    private static func fold(_ text: String) -> String {
        text.precomposedStringWithCompatibilityMapping
            .folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil).filter { !$0.isWhitespace }
    }

    /// `aaaaaaaaaa`, `1234567890`, `9876543210`, `abababab12` no: every letter is the one before it, or one more, or one less.
    private static func isOneStep(_ text: String) -> Bool {
        let values = text.unicodeScalars.map { Int($0.value) }
        let steps = Set(zip(values.dropFirst(), values).map { $0 - $1 })
        return Set(values).count <= 2 || steps.isSubset(of: [1, -9]) || steps.isSubset(of: [-1, 9])
    }
}

package enum PasswordError: UserFacingError, Equatable {
    case tooShort(Int)
    case tooLong
    /// It is the person's own name or address.
    case personal
    /// It is one of those tried first.
    case common

    package var notice: Notice {
        switch self {
        case .tooShort(let least): Notice("account.password.tooShort", .invalid, ["least": "\(least)"])
        case .tooLong: Notice("account.password.tooLong", .invalid)
        case .personal: Notice("account.password.personal", .invalid)
        case .common: Notice("account.password.common", .invalid)
        }
    }
}
