import Primitives

/// What a column or a parameter holds. Booleans travel as 0 and 1, instants as integers, JSON as text.
package enum Value: Sendable, Hashable {
    case null
    case int(Int64)
    case double(Double)
    case text(String)
    case blob([UInt8])
}

/// What can stand in a statement as a parameter.
package protocol Bindable {
    /// Whether its values are texts; a list of none says so too.
    static var isText: Bool { get }
    var value: Value { get }
}

extension Bindable {
    package static var isText: Bool { false }
}

/// What can be read from a column.
package protocol Readable {
    /// `nil` when the column holds something else.
    init?(_ value: Value)
}

package typealias Column = Bindable & Readable

extension Value: Bindable {
    package var value: Value { self }
}

extension Int64: Column {
    package var value: Value { .int(self) }

    package init?(_ value: Value) {
        switch value {
        case .int(let number): self = number
        case .text(let text): self.init(text)  // MariaDB sends DECIMAL as text
        default: return nil
        }
    }
}

extension Int: Column {
    package var value: Value { .int(Int64(self)) }

    package init?(_ value: Value) {
        guard let number = Int64(value) else { return nil }
        self.init(number)
    }
}

extension Double: Column {
    package var value: Value { .double(self) }

    package init?(_ value: Value) {
        switch value {
        case .double(let number): self = number
        case .int(let number): self.init(number)
        case .text(let text): self.init(text)
        default: return nil
        }
    }
}

extension Bool: Column {
    package var value: Value { .int(self ? 1 : 0) }

    package init?(_ value: Value) {
        guard let number = Int64(value) else { return nil }
        self = number != 0
    }
}

extension String: Column {
    package static var isText: Bool { true }

    /// Without U+0000, which PostgreSQL cannot store.
    package var value: Value {
        .text(utf8.contains(0) ? String(decoding: utf8.filter { $0 != 0 }, as: UTF8.self) : self)
    }

    package init?(_ value: Value) {
        guard case .text(let text) = value else { return nil }
        self = text
    }
}

extension [UInt8]: Column {
    package var value: Value { .blob(self) }

    package init?(_ value: Value) {
        switch value {
        case .blob(let bytes): self = bytes
        case .text(let text): self = Array(text.utf8)
        default: return nil
        }
    }
}

extension Optional: Bindable where Wrapped: Bindable {
    package static var isText: Bool { Wrapped.isText }

    package var value: Value { map(\.value) ?? .null }
}

extension Optional: Readable where Wrapped: Readable {
    package init?(_ value: Value) {
        if case .null = value {
            self = .none
        } else if let wrapped = Wrapped(value) {
            self = .some(wrapped)
        } else {
            return nil
        }
    }
}

extension ID: Column {
    package var value: Value { .int(rawValue) }

    package init?(_ value: Value) {
        guard let number = Int64(value) else { return nil }
        self.init(number)
    }
}

extension Instant: Column {
    package var value: Value { .int(microseconds) }

    package init?(_ value: Value) {
        guard let number = Int64(value) else { return nil }
        self.init(microseconds: number)
    }
}

extension Version: Column {
    package var value: Value { .int(number) }

    package init?(_ value: Value) {
        guard let number = Int64(value) else { return nil }
        self.init(number)
    }
}

extension Language: Column {}

extension Bindable where Self: RawRepresentable, RawValue: Bindable {
    package static var isText: Bool { RawValue.isText }
}

extension RawRepresentable where RawValue: Column {
    package var value: Value { rawValue.value }

    package init?(_ value: Value) {
        guard let raw = RawValue(value) else { return nil }
        self.init(rawValue: raw)
    }
}
