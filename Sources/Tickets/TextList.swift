import Foundation
import Storage

/// Texts in one column, as a JSON array; the common short ones are read and written without a coder, which would cost more than
/// the rest of the row.
struct TextList: Column, Sendable {
    let texts: [String]

    init(_ texts: [String]) {
        self.texts = texts
    }

    var value: Value { texts.isEmpty ? .text("[]") : JSON(texts).value }

    init?(_ value: Value) {
        guard case .text(let json) = value else { return nil }
        if json == "[]" {
            texts = []
        } else if let plain = Self.plain(json) {
            texts = plain
        } else {
            guard let content = JSON<[String]>(value)?.content else { return nil }
            texts = content
        }
    }

    /// Of an array of strings without escapes; `nil` for any other.
    private static func plain(_ json: String) -> [String]? {
        guard json.hasPrefix("[\""), json.hasSuffix("\"]"), !json.utf8.contains(UInt8(ascii: "\\")) else { return nil }
        let letters = Array(json.utf8.dropFirst(2).dropLast(2))
        var texts: [String] = [], start = 0, index = 0
        while index < letters.count {
            guard letters[index] == UInt8(ascii: "\"") else {
                index += 1
                continue
            }
            guard letters[index...].starts(with: "\",\"".utf8) else { return nil }
            texts.append(String(decoding: letters[start..<index], as: UTF8.self))
            index += 3
            start = index
        }
        return texts + [String(decoding: letters[start...], as: UTF8.self)]
    }
}

/// A list in one column as JSON, empty more often than not.
struct MostlyEmpty<Element: Codable & Sendable>: Column, Sendable {
    let elements: [Element]

    init(_ elements: [Element]) {
        self.elements = elements
    }

    var value: Value { elements.isEmpty ? .text("[]") : JSON(elements).value }

    init?(_ value: Value) {
        if case .text("[]") = value {
            elements = []
        } else {
            guard let content = JSON<[Element]>(value)?.content else { return nil }
            elements = content
        }
    }
}
