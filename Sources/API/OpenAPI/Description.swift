import HTTPTypes
import Primitives

/// The description of the API (OpenAPI 3.1), made from the doors and shapes that serve it.
enum Description {
    static func json(of doors: [Door], _ schemas: [Schema]) -> JSONValue {
        .object([
            ("openapi", .text("3.1.0")),
            ("info", .object([("title", .text("Amparo")), ("version", .text("1"))])),
            ("servers", .list([.object([("url", .text(API.root))])])),
            ("security", .list([.object([("token", .list([]))])])),
            ("paths", paths(doors)),
            (
                "components",
                .object([
                    ("securitySchemes", .object([("token", .object([("type", .text("http")), ("scheme", .text("bearer"))]))])),
                    ("schemas", .object(schemas.sorted { $0.name < $1.name }.map { ($0.name, $0.json) } + [("Problem", problem)])),
                ])
            ),
        ])
    }

    private static func paths(_ doors: [Door]) -> JSONValue {
        let byPath = Dictionary(grouping: doors, by: \.openPath)
        return .object(
            byPath.sorted { $0.key < $1.key }.map { path, doors in
                (path, .object(doors.map { ($0.method.rawValue.lowercased(), operation($0)) }))
            })
    }

    private static func operation(_ door: Door) -> JSONValue {
        var members: [(String, JSONValue)] = [("summary", .text(door.about)), ("parameters", .list(parameters(door)))]
        if let body = door.body {
            members.append(("requestBody", .object([("required", .flag(true)), ("content", content(Kind.shape(body.schema.name).schema))])))
        }
        members.append(("responses", .object(responses(door))))
        return .object(members)
    }

    private static func parameters(_ door: Door) -> [JSONValue] {
        let path = door.path.split(separator: "/").filter { $0.hasPrefix(":") }.map { parameter(String($0.dropFirst()), "path", .text(), "", true) }
        let query = door.query.map { parameter($0.name, "query", $0.kind, $0.about, $0.isRequired) }
        let department = parameter("department", "query", .id, "Of several the agent works in; their first unless said.", false)
        guard door.method == .post else { return path + query + [department] }
        let key = parameter("Idempotency-Key", "header", .text(190), "Asking again with it does not do it again.", false)
        return path + query + [department, key]
    }

    private static func parameter(_ name: String, _ place: String, _ kind: Kind, _ about: String, _ isRequired: Bool) -> JSONValue {
        .object([
            ("name", .text(name)), ("in", .text(place)), ("required", .flag(isRequired)), ("schema", kind.schema), ("description", .text(about)),
        ])
    }

    private static func responses(_ door: Door) -> [(String, JSONValue)] {
        let answer: (String, JSONValue) =
            switch door.answer {
            case .shape(let status, let name):
                ("\(status.code)", .object([("description", .text(status.reasonPhrase)), ("content", content(Kind.shape(name).schema))]))
            case .bytes:
                ("200", .object([("description", .text("OK")), ("content", .object([("application/octet-stream", .object([]))]))]))
            case .nothing: ("204", .object([("description", .text("No Content"))]))
            }
        let refusal = JSONValue.object([
            ("description", .text("A refusal (RFC 9457)")),
            ("content", .object([("application/problem+json", .object([("schema", Kind.shape("Problem").schema)]))])),
        ])
        return [answer, ("default", refusal)]
    }

    private static func content(_ schema: JSONValue) -> JSONValue {
        .object([("application/json", .object([("schema", schema)]))])
    }

    /// As the gate writes it.
    private static let problem = Schema(
        name: "Problem",
        members: [
            .init(name: "type", kind: .text(), about: "Names the refusal: urn:amparo:ticket.changedMeanwhile.", isRequired: true),
            .init(name: "title", kind: .text(), about: "", isRequired: true),
            .init(name: "status", kind: .number, about: "", isRequired: true),
            .init(name: "detail", kind: .text(), about: "In the agent's language.", isRequired: true),
            .init(name: "instance", kind: .text(), about: "Stands in the server's log too.", isRequired: true),
            .init(name: "field", kind: .text(), about: "The member of the request it is about.", isRequired: false),
        ]
    ).json
}

extension Door {
    /// `/tickets/{ticket}`.
    var openPath: String {
        path.split(separator: "/").map { part in part.hasPrefix(":") ? "/{\(part.dropFirst())}" : "/\(part)" }.joined()
    }
}
