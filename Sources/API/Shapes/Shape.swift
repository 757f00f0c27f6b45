import Primitives

/// An object of the API: what its members are called and are, and where each comes from. Answers and the description are made
/// from the same table, so neither can forget the other. Members are added within a version and never change their meaning.
struct Shape<Value: Sendable>: Sendable {
    struct Field: Sendable {
        let name: String
        let kind: Kind
        let about: String
        let value: @Sendable (Value) -> JSONValue

        init(_ name: String, _ kind: Kind, _ about: String = "", _ value: @escaping @Sendable (Value) -> JSONValue) {
            self.name = name
            self.kind = kind
            self.about = about
            self.value = value
        }
    }

    let name: String
    let fields: [Field]

    init(_ name: String, _ fields: [Field]) {
        self.name = name
        self.fields = fields
    }

    func write(_ value: Value, to writer: inout JSONWriter) {
        writer.object { writer in for field in fields { writer.member(field.name, field.value(value)) } }
    }

    func json(_ value: Value) -> JSONValue {
        .written { writer in write(value, to: &writer) }
    }

    func json(_ value: Value?) -> JSONValue { value.map { json($0) } ?? .null }
    func json(_ values: [Value]) -> JSONValue { .list(values.map { json($0) }) }

    var kind: Kind { .shape(name) }

    /// Every member is always there; what is not known is null.
    var schema: Schema {
        Schema(
            name: name, members: fields.map { .init(name: $0.name, kind: $0.kind, about: $0.about, isRequired: true) })
    }

    /// A page of them.
    var page: Shape<Page<Value>> {
        let items = self
        return Shape<Page<Value>>("\(name)Page", [
            .init("data", .list(kind)) { items.json($0.rows) },
            .init("next", .nullable(.text()), "What to give as after for the next page; null on the last one.") { .of($0.next) },
        ])
    }
}

extension JSONValue {
    static func of(_ text: String?) -> JSONValue { text.map(JSONValue.text) ?? .null }
    static func of<Named>(_ id: ID<Named>) -> JSONValue { .text(id.text) }
    static func of<Named>(_ id: ID<Named>?) -> JSONValue { id.map { .text($0.text) } ?? .null }
    static func of(_ instant: Instant) -> JSONValue { .text(instant.text) }
    static func of(_ instant: Instant?) -> JSONValue { instant.map { .text($0.text) } ?? .null }
    static func of(_ texts: [String]) -> JSONValue { .list(texts.map(JSONValue.text)) }
    static func of(_ values: [String: String]) -> JSONValue {
        .object(values.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) })
    }
}
