import Foundation

/// A value kept in one column as JSON.
package struct JSON<Content: Codable & Sendable>: Column, Sendable {
    package let content: Content

    package init(_ content: Content) {
        self.content = content
    }

    package var value: Value {
        if let flat = content as? [String: String] { return JSONText.object(flat).value }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(content) else { return .null }
        return String(decoding: data, as: UTF8.self).value
    }

    package init?(_ value: Value) {
        guard let text = String(value) else { return nil }
        if Content.self == [String: String].self, let flat = JSONText.readObject(text) as? Content {
            content = flat
            return
        }
        guard let content = try? JSONDecoder().decode(Content.self, from: Data(text.utf8))
        else { return nil }
        self.content = content
    }
}
