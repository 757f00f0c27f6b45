import Foundation
import Gate
import Primitives

/// What a request may hold. Anything else in it is refused, so that a misspelt name does not pass for one left out.
struct BodyShape: Sendable {
    let schema: Schema

    init(_ name: String, _ members: [Schema.Member]) {
        schema = Schema(name: name, members: members)
    }

    static func need(_ name: String, _ kind: Kind, _ about: String = "") -> Schema.Member {
        .init(name: name, kind: kind, about: about, isRequired: true)
    }

    static func may(_ name: String, _ kind: Kind, _ about: String = "") -> Schema.Member {
        .init(name: name, kind: kind, about: about, isRequired: false)
    }

    /// Throws ``GateError/unreadable`` for what is no object, ``FormError`` for a member that is unknown or missing.
    func read(_ bytes: [UInt8]) throws -> Body {
        guard case .object(let members)? = JSONReader.read(bytes) else { throw GateError.unreadable }
        return try read(members, under: "")
    }

    func read(_ members: [String: JSONNode], under path: String) throws(FormError) -> Body {
        for name in members.keys.sorted() where !schema.members.contains(where: { $0.name == name }) {
            throw FormError(path + name, "api.unknownField", ["name": String(name.prefix(60))])
        }
        for member in schema.members where member.isRequired && (members[member.name] ?? .null) == .null {
            throw FormError(path + member.name, "form.required")
        }
        return Body(members: members, schema: schema, path: path)
    }
}

/// A request's members, each read with the limit its shape names. One that is missing or null reads as `nil`.
struct Body: Sendable {
    fileprivate let members: [String: JSONNode]
    fileprivate let schema: Schema
    fileprivate let path: String

    fileprivate init(members: [String: JSONNode], schema: Schema, path: String) {
        self.members = members
        self.schema = schema
        self.path = path
    }

    /// Without members.
    init(_ shape: BodyShape) {
        self.init(members: [:], schema: shape.schema, path: "")
    }

    /// Whether it was named, be it as null.
    func has(_ name: String) -> Bool { members[name] != nil }

    func text(_ name: String) throws(FormError) -> String? {
        switch members[name] ?? .null {
        case .null: return nil
        case .text(let text): return try checked(text, name, most: limit(of: name))
        default: throw FormError(path + name, "form.choice")
        }
    }

    /// The same, and not empty.
    func required(_ name: String) throws(FormError) -> String {
        guard let text = try text(name), !text.trimmed.isEmpty else { throw FormError(path + name, "form.required") }
        return text
    }

    func id<Named>(_ name: String, as _: Named.Type = Named.self) throws(FormError) -> ID<Named>? {
        guard let text = try text(name) else { return nil }
        guard let id = ID<Named>(text) else { throw FormError(path + name, "form.choice") }
        return id
    }

    func choice<Choice: RawRepresentable<String>>(_ name: String, of _: Choice.Type = Choice.self) throws(FormError) -> Choice? {
        guard let text = try text(name) else { return nil }
        guard let choice = Choice(rawValue: text) else { throw FormError(path + name, "form.choice") }
        return choice
    }

    func flag(_ name: String) throws(FormError) -> Bool? {
        switch members[name] ?? .null {
        case .null: return nil
        case .flag(let flag): return flag
        default: throw FormError(path + name, "form.choice")
        }
    }

    func version(_ name: String = "version") throws(FormError) -> Version {
        guard case .number(let text)? = members[name], let number = Int64(text), number > 0 else { throw FormError(path + name, "form.number") }
        return Version(number)
    }

    /// At most 100.
    func texts(_ name: String) throws(FormError) -> [String]? {
        guard case .list(let nodes) = members[name] ?? .null else {
            guard !has(name) || members[name] == .null else { throw FormError(path + name, "form.choice") }
            return nil
        }
        guard nodes.count <= 100 else { throw FormError(path + name, "gate.tooMany", ["limit": "100"]) }
        var texts: [String] = []
        for node in nodes {
            guard case .text(let text) = node else { throw FormError(path + name, "form.choice") }
            texts.append(try checked(text, name, most: limit(of: name)))
        }
        return texts
    }

    func object(_ name: String, _ shape: BodyShape) throws(FormError) -> Body? {
        switch members[name] ?? .null {
        case .null: return nil
        case .object(let inner): return try shape.read(inner, under: "\(path)\(name).")
        default: throw FormError(path + name, "form.choice")
        }
    }

    private func limit(of name: String) -> Int {
        func limit(_ kind: Kind?) -> Int {
            switch kind {
            case .text(let most?): most
            case .list(let kind), .nullable(let kind): limit(kind)
            default: 200
            }
        }
        return limit(schema.members.first { $0.name == name }?.kind)
    }

    /// Composed (NFC), line ends as line feeds. Other control characters are refused.
    private func checked(_ text: String, _ name: String, most: Int) throws(FormError) -> String {
        let text = text.replacing("\r\n", with: "\n")
        guard text.utf8.count <= most || text.unicodeScalars.count <= most else {
            throw FormError(path + name, "form.tooLong", ["limit": "\(most)"])
        }
        let isPlain = text.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 || $0 == "\n" || $0 == "\t" }
        guard isPlain else { throw FormError(path + name, "gate.controlCharacters") }
        return text.utf8.allSatisfy { $0 < 128 } ? text : text.precomposedStringWithCanonicalMapping
    }
}
