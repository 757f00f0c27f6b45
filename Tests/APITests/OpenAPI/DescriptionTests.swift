import Gate
import HTTPTypes
import Testing

@testable import API

/// The description says what is served, no more and no less.
@Suite struct DescriptionTests {
    @Test("every way in is described, and nothing else is")
    func paths() async throws {
        let api = try await TestAPI()
        let described = try await api.ask(.get, "/openapi.json")["paths"]
        let served = Set(api.routes.filter { $0.path != "/api/v1/openapi.json" }.map { route in
            let path = route.path.dropFirst(API.root.count).split(separator: "/").map { $0.hasPrefix(":") ? "{\($0.dropFirst())}" : String($0) }
            return "\(route.method.rawValue.lowercased()) /\(path.joined(separator: "/"))"
        })
        let told = described.names.flatMap { path in described[path].names.map { "\($0) \(path)" } }
        #expect(Set(told) == served)
        #expect(served.count > 25)
    }

    @Test("every object that is named is described once")
    func references() async throws {
        let api = try await TestAPI()
        let answer = try await api.ask(.get, "/openapi.json")
        let described = answer["components"]["schemas"].names
        let named = Set(answer.text.matches(of: /#\/components\/schemas\/([A-Za-z]+)/).map { String($0.1) })
        #expect(named.subtracting(described) == [])
        #expect(Set(API.schemas.map(\.name)).count == API.schemas.count)
    }

    @Test("what is answered has the members that are described, each of its kind")
    func members() async throws {
        let api = try await TestAPI()
        _ = try await api.open("Shoes", tags: #"["vip"]"#)
        _ = try await api.ask(.post, "/tickets/LBT-1001/notes", #"{"text":"x"}"#)
        let checker = try await SchemaChecker(api.ask(.get, "/openapi.json").node)
        for (path, shape) in [
            ("/tickets", "TicketPage"), ("/tickets/LBT-1001", "WholeTicket"), ("/tickets/LBT-1001/messages", "MessagePage"),
            ("/tickets/LBT-1001/events", "EventPage"), ("/tickets/LBT-1001/notes", "NotePage"), ("/tickets/search?q=shoes", "SearchHitPage"),
            ("/contacts", "ContactPage"), ("/articles", "ArticlePage"), ("/queues", "QueuePage"), ("/agents", "AgentPage"),
            ("/tickets/LBT-9999", "Problem"),
        ] {
            let answer = try await api.ask(.get, path)
            #expect(checker.faults(of: answer.node, as: shape) == [], "\(path)")
        }
    }
}

/// Holds a value against a schema of the description.
private struct SchemaChecker {
    let root: JSONNode

    init(_ root: JSONNode) {
        self.root = root
    }

    func faults(of value: JSONNode, as name: String) -> [String] {
        faults(value, root["components"]["schemas"][name], name)
    }

    private func faults(_ value: JSONNode, _ schema: JSONNode, _ place: String) -> [String] {
        if let reference = schema["$ref"].text?.split(separator: "/").last { return faults(value, root["components"]["schemas"][String(reference)], place) }
        let choices = schema["oneOf"].list
        if !choices.isEmpty { return choices.contains { faults(value, $0, place).isEmpty } ? [] : ["\(place) is none of its choices"] }
        switch (schema["type"].text, value) {
        case ("object", .object(let members)): return faults(of: members, schema, place)
        case ("array", .list(let values)): return values.flatMap { faults($0, schema["items"], "\(place)[]") }
        case ("string", .text(let text)):
            let choices = schema["enum"].list.compactMap(\.text)
            return choices.isEmpty || choices.contains(text) ? [] : ["\(place) is \(text)"]
        case ("integer", .number), ("boolean", .flag), ("null", .null): return []
        default: return ["\(place) is no \(schema["type"].text ?? "thing known")"]
        }
    }

    private func faults(of members: [String: JSONNode], _ schema: JSONNode, _ place: String) -> [String] {
        let known = schema["properties"], needed = Set(schema["required"].list.compactMap(\.text))
        if known == .null { return [] }
        let missing = needed.subtracting(members.keys).map { "\(place).\($0) is missing" }
        return missing + members.flatMap { name, value in
            known[name] == .null ? ["\(place).\(name) is not described"] : faults(value, known[name], "\(place).\(name)")
        }
    }
}
