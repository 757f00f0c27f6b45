/// What a member of an object is, as the description of the API tells it (OpenAPI 3.1, JSON Schema 2020-12).
indirect enum Kind: Sendable {
    /// At most so many characters (Unicode scalars); `nil` for what we write ourselves.
    case text(Int? = nil)
    /// 64 bits in decimal, as JavaScript holds only 53.
    case id
    /// RFC 3339.
    case instant
    case number
    case flag
    case choice([String])
    case list(Kind)
    /// An object by its name.
    case shape(String)
    /// An object of texts.
    case texts
    case nullable(Kind)

    var schema: JSONValue {
        switch self {
        case .text(nil): .object([("type", .text("string"))])
        case .text(let most?): .object([("type", .text("string")), ("maxLength", .number(Int64(most)))])
        case .id: .object([("type", .text("string")), ("pattern", .text("^[0-9]+$"))])
        case .instant: .object([("type", .text("string")), ("format", .text("date-time"))])
        case .number: .object([("type", .text("integer"))])
        case .flag: .object([("type", .text("boolean"))])
        case .choice(let choices): .object([("type", .text("string")), ("enum", .list(choices.map(JSONValue.text)))])
        case .list(let kind): .object([("type", .text("array")), ("items", kind.schema)])
        case .shape(let name): .object([("$ref", .text("#/components/schemas/\(name)"))])
        case .texts: .object([("type", .text("object")), ("additionalProperties", Kind.text().schema)])
        case .nullable(let kind): .object([("oneOf", .list([kind.schema, .object([("type", .text("null"))])]))])
        }
    }
}

/// An object in the description of the API.
struct Schema: Sendable {
    struct Member: Sendable {
        let name: String
        let kind: Kind
        let about: String
        let isRequired: Bool
    }

    let name: String
    let members: [Member]

    /// Not the `description` beside a reference: a tool that reads 3.0 would take it for the reference's.
    var json: JSONValue {
        let properties = members.map { member -> (String, JSONValue) in
            guard case .object(let schema) = member.kind.schema, !member.about.isEmpty else { return (member.name, member.kind.schema) }
            return (member.name, .object(schema + [("description", .text(member.about))]))
        }
        let required = members.filter(\.isRequired).map { JSONValue.text($0.name) }
        return .object([
            ("type", .text("object")), ("properties", .object(properties)), ("required", .list(required)),
        ])
    }
}
