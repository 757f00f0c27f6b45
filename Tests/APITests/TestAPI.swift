import Accounts
import Contacts
import Customisation
import Events
import Foundation
import Gate
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Jobs
import Knowledge
import NIOCore
import Outbox
import Primitives
import Search
import Storage
import StorageTesting
import Tickets

@testable import API

/// A desk with one department of three tiers, an agent with a key on the first, and the API's door.
final class TestAPI: Sendable {
    let db: Database
    let time = HandClock(Instant(microseconds: 1_800_000_000_000_000))
    let ids: IDMaker
    let desk: Desk
    let accounts: AccountDesk
    let shop: Department
    let agent: Agent
    let key: String
    let application: Application<RouterResponder<Context>>
    let routes: [Route]
    private let folder: TestFolder

    init() async throws {
        folder = try TestFolder()
        let ids = IDMaker(node: 1, clock: time.clock)
        let early = StorageSchema.migrations + EventSchema.migrations + JobSchema.migrations + OutboxSchema.migrations + SearchSchema.migrations
        let late = CustomisationSchema.migrations + AccountSchema.migrations + ContactSchema.migrations + KnowledgeSchema.migrations
        let db = try await TestEngine.current.open(in: folder, early + late + TicketSchema.migrations + APISchema.migrations)
        let master = try MasterKey.load(folder["master.key"], randomness: .system)
        let keyring = try await Keyring.load(db, master: master, randomness: .system, clock: time.clock)
        accounts = AccountDesk(db, passwords: PasswordHasher(randomness: .system), randomness: .system, ids: ids, clock: time.clock)
        let desk = Desk(
            db: db, blobs: BlobStore(folder: folder.url.appending(path: "blobs")), keyring: keyring, ids: ids, clock: time.clock, randomness: .system)
        let shop = Department(id: ids.next(), name: "Shop", prefix: "LBT", language: .en, zone: "UTC")
        let agent = Agent(id: ids.next(), name: "Ana", email: "ana@example.org", language: .en), now = time.clock.now()
        try await db.write { tx in
            try DepartmentStore(tx).create(shop, at: now)
            let teams = try desk.seed(shop.id, names: ["One", "Two", "Three"], tx), roles = RoleSeed(department: shop.id, ids: ids)
            try roles.plant(tx)
            try AgentStore(tx).create(agent, password: nil, at: now)
            try RoleStore(tx).give(roles.agent.id, to: agent.id)
            try TeamStore(tx).join(agent.id, teams[0].id)
        }
        key = try await accounts.makeToken("test", expires: nil, for: agent.id).secret
        (self.db, self.ids, self.desk, self.shop, self.agent) = (db, ids, desk, shop, agent)
        let gate = Gate(
            GateConfiguration(folder: folder.url.path), accounts: accounts, doorkeeper: Doorkeeper(db, clock: time.clock), keyring: keyring,
            randomness: .system, clock: time.clock)
        API(desk).add(to: gate)
        routes = gate.routes
        application = Application(responder: gate.responder())
    }

    /// Asks with the agent's key.
    func ask(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, headers: [String: String] = [:], key: String? = nil
    ) async throws -> TestAnswer {
        var fields: HTTPFields = [.authorization: "Bearer \(key ?? self.key)"]
        for (name, value) in headers { if let name = HTTPField.Name(name) { fields[name] = value } }
        if body != nil { fields[.contentType] = "application/json" }
        let sent = fields, bytes = body.map { ByteBuffer(string: $0) }
        let response = try await application.test(.router) { client in
            try await client.execute(uri: "/api/v1\(path)", method: method, headers: sent, body: bytes)
        }
        return TestAnswer(status: response.status.code, bytes: Array(response.body.readableBytesView))
    }

    /// A ticket by Maria, who asks about shoes.
    func open(_ subject: String = "Shoes", tags: String = "[]") async throws -> TestAnswer {
        try await ask(
            .post, "/tickets",
            #"{"requester":{"email":"maria@example.com","name":"Maria"},"subject":"\#(subject)","text":"Size 42?","tags":\#(tags)}"#)
    }

    deinit { folder.remove() }
}

/// An answer, read member by member: `answer["requester"]["name"].text`.
struct TestAnswer {
    let status: Int
    let bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }
    var node: JSONNode { JSONReader.read(bytes) ?? .null }
    subscript(name: String) -> JSONNode { node[name] }
}

extension JSONNode {
    subscript(name: String) -> JSONNode {
        if case .object(let members) = self { members[name] ?? .null } else { .null }
    }

    var text: String? {
        switch self {
        case .text(let text), .number(let text): text
        default: nil
        }
    }

    var list: [JSONNode] {
        if case .list(let nodes) = self { nodes } else { [] }
    }

    var names: Set<String> {
        if case .object(let members) = self { Set(members.keys) } else { [] }
    }
}
