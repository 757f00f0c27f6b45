import Foundation
import Primitives

/// What a setting can hold. In rows, in the server's file and in forms it is a text.
package protocol SettingValue: Sendable, Equatable {
    /// `nil` for a text that says no such value.
    init?(setting text: String)
    var settingText: String { get }
    /// Its own words on why a text says no such value; `nil` for none.
    static func refusal(of text: String) -> Notice?
}

extension SettingValue {
    package static func refusal(of text: String) -> Notice? { nil }
}

extension Int: SettingValue {
    package init?(setting text: String) {
        self.init(text.trimmed)
    }

    package var settingText: String { String(self) }
}

extension Bool: SettingValue {
    package init?(setting text: String) {
        switch text.trimmed.lowercased() {
        case "true", "on", "yes", "1": self = true
        case "false", "off", "no", "0", "": self = false
        default: return nil
        }
    }

    package var settingText: String { self ? "true" : "false" }
}

extension String: SettingValue {
    package init?(setting text: String) {
        self = text
    }

    package var settingText: String { self }
}

/// One to a line; commas part them too. Read without white space around them, without empty ones, each once.
extension Array: SettingValue where Element == String {
    package init?(setting text: String) {
        var seen: Set<String> = []
        self = text.split { $0 == "," || $0.isNewline }.map(\.trimmed).filter { !$0.isEmpty && seen.insert($0).inserted }
    }

    package var settingText: String { joined(separator: "\n") }
}

/// An empty text is none.
extension Optional: SettingValue where Wrapped: SettingValue {
    package init?(setting text: String) {
        if text.trimmed.isEmpty {
            self = .none
        } else if let wrapped = Wrapped(setting: text) {
            self = .some(wrapped)
        } else {
            return nil
        }
    }

    package var settingText: String { map(\.settingText) ?? "" }

    package static func refusal(of text: String) -> Notice? { Wrapped.refusal(of: text) }
}

extension RawRepresentable where RawValue == String, Self: SettingValue {
    package init?(setting text: String) {
        self.init(rawValue: text.trimmed)
    }

    package var settingText: String { rawValue }
}
