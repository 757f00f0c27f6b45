import Accounts
import Gate
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Primitives
import Testing

@testable import Server

/// Walks the table of all ways in, pages and API, so that none is made without a policy that holds.
@Suite("Who comes in at which door of the whole desk", .serialized) struct EveryDoorTests {
    /// Stays open as long as somebody listens.
    private static let endless = "/events"

    @Test("with every right but the one a door asks for, it stays shut")
    func lacksOne() async throws {
        let server = try await TestServer()
        var agents: [String: Agent] = [:]
        for route in server.front.routes {
            guard case .demands(let verb, let object, _) = route.policy else { continue }
            let name = "\(verb)-\(object)"
            if agents[name] == nil {
                agents[name] = try await server.hire(name, Grant.everything.filter { $0.verb != verb || $0.object != object })
            }
            let agent = try #require(agents[name])
            let response = try await server.knock(at: route, as: server.signIn(.agent(agent.id)))
            #expect(response.status == .forbidden, "\(route.method) \(route.path)")
            #expect(String(buffer: response.body).contains("policy.forbidden"), "\(route.method) \(route.path)")
        }
        #expect(agents.count > 10)
        await server.close()
    }

    @Test("with every right, no door says that a right is missing")
    func hasAll() async throws {
        let server = try await TestServer()
        let agent = try await server.hire("all", Grant.everything)
        for route in server.front.routes where route.path != Self.endless {
            guard case .demands = route.policy else { continue }
            let response = try await server.knock(at: route, as: server.signIn(.agent(agent.id)))
            #expect(!String(buffer: response.body).contains("policy.forbidden"), "\(route.method) \(route.path)")
            #expect(response.status != .unauthorized, "\(route.method) \(route.path)")
            #expect(response.status.code < 500, "\(route.method) \(route.path): \(response.status)")
        }
        await server.close()
    }

    @Test("the roles that come with a desk enter where their rights say", arguments: Role.BuiltIn.allCases)
    func builtIn(role: Role.BuiltIn) async throws {
        let server = try await TestServer()
        let agent = try await server.hire("one", role.grants)
        for route in server.front.routes where route.path != Self.endless {
            guard case .demands(let verb, let object, let reach) = route.policy else { continue }
            if role.grants.contains(where: { $0.verb == verb && $0.object == object && $0.reach >= reach }) { continue }
            let response = try await server.knock(at: route, as: server.signIn(.agent(agent.id)))
            #expect(response.status == .forbidden, "\(route.method) \(route.path)")
        }
        await server.close()
    }

    @Test("nobody, and a customer, come in at public doors and their own alone")
    func outsiders() async throws {
        let server = try await TestServer()
        let customer = try await server.signIn(.contact(1, .first))
        for route in server.front.routes {
            for guest in [nil, customer] {
                switch route.policy {
                case .public: continue
                case .contact where guest != nil: continue
                default:
                    let response = try await server.knock(at: route, as: guest)
                    #expect(response.status == .unauthorized, "\(route.method) \(route.path)")
                }
            }
        }
        await server.close()
    }
}
