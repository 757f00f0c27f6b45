import Foundation

/// Where secrets and jitter come from. Handed in, so that a test repeats a run.
package struct Randomness: Sendable {
    /// So many bytes nobody can foresee.
    package let bytes: @Sendable (_ count: Int) -> [UInt8]

    package init(bytes: @escaping @Sendable (_ count: Int) -> [UInt8]) {
        self.bytes = bytes
    }

    package static let system = Randomness { count in
        var generator = SystemRandomNumberGenerator()
        let words = (0..<(count + 7) / 8).map { _ in generator.next() }  // eight bytes a call of the system
        return words.withUnsafeBytes { Array($0.prefix(count)) }
    }

    /// 128 bits or more in the letters of a URL (base64url without padding, RFC 4648 §5).
    package func token(bits: Int = 192) -> String {
        Data(bytes((bits + 7) / 8)).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
