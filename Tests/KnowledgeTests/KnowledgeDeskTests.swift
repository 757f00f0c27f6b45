import Accounts
import Customisation
import Events
import Primitives
import Search
import Storage
import StorageTesting
import Testing

@testable import Knowledge

/// A department with an agent, their lead and a colleague of another team.
struct KnowledgeRoom {
    let db: Database
    let desk: KnowledgeDesk
    let department: ID<Department>
    let agent: Access
    let colleague: Access
    let lead: Access
    let teams: [Team]
    let time: HandClock

    static func with(_ body: (KnowledgeRoom) async throws -> Void) async throws {
        let migrations =
            StorageSchema.migrations + EventSchema.migrations + SearchSchema.migrations + CustomisationSchema.migrations
            + AccountSchema.migrations + KnowledgeSchema.migrations
        try await TestEngine.current.withDatabase(migrations) { db in try await body(KnowledgeRoom(db)) }
    }

    private init(_ db: Database) async throws {
        self.db = db
        time = HandClock()
        let ids = IDMaker(node: 1, clock: time.clock), now = time.clock.now()
        desk = KnowledgeDesk(db: db, ids: ids, clock: time.clock)
        let department = Department(id: ids.next(), name: "Shop", prefix: "LBT", language: .en, zone: "UTC")
        self.department = department.id
        let teams = [1, 2].map { Team(id: ids.next(), department: department.id, name: "Tier \($0)", tier: $0) }
        self.teams = teams
        let agents = ["Ana", "Bea", "Lea"].map { Agent(id: ids.next(), name: $0, email: "\($0.lowercased())@desk.example") }
        try await db.write { tx in
            try DepartmentStore(tx).create(department, at: now)
            for team in teams { try TeamStore(tx).create(team) }
            for agent in agents { try AgentStore(tx).create(agent, password: nil, at: now) }
        }
        func access(_ index: Int, _ role: Role.BuiltIn, _ team: Int) -> Access {
            Access(actor: .agent(agents[index].id), department: department.id, teams: [teams[team].id], grants: role.grants)
        }
        (agent, colleague, lead) = (access(0, .agent, 0), access(1, .agent, 1), access(2, .lead, 0))
    }

    func create(_ title: String, _ language: Language = .en, as access: Access? = nil) async throws -> Article {
        time.advance(by: .seconds(1))
        return try await desk.create(
            NewArticle(ArticleText(title: title, problem: "about \(title)", steps: "steps for \(title)"), language: language), as: access ?? agent)
    }

    /// One that everybody may read.
    func publish(_ title: String, _ language: Language = .en, isListed: Bool = true) async throws -> Article {
        var article = try await create(title, language, as: lead)
        article = try await desk.mature(article.id, to: .published, seen: article.version, as: lead)
        article = try await desk.open(article.id, to: .all, seen: article.version, as: lead)
        return isListed ? try await desk.list(article.id, true, seen: article.version, as: lead) : article
    }

    func found(_ words: String, by reader: ArticleReader, isListed: Bool = false) async throws -> [ArticleHit] {
        let query = try SearchQuery.parse(words, filters: .none)
        guard case .text(let match) = query.expression else { return [] }
        return try await db.read { tx in try ArticleSearch(tx, for: reader).find(match, language: .en, isListed: isListed, most: 10) }
    }

    func kinds() async throws -> [EventKind] {
        try await db.givePositions()
        return try await db.read { tx in try EventStore(tx).after(0, most: 100).map(\.kind) }
    }
}

@Suite struct KnowledgeDeskTests {
    @Test("a new article is found, for agents, and tells so")
    func created() async throws {
        try await KnowledgeRoom.with { room in
            let article = try await room.create("Toner")
            #expect(article.stage == .found)
            #expect(article.audience == .agents)
            #expect(try await room.kinds() == [.articleCreated])
            #expect(try await room.found("toner", by: .agent(room.colleague)).map(\.article.id) == [article.id])
            #expect(try await room.found("toner", by: .customer(room.department)).isEmpty)
            await #expect(throws: ArticleError.titleMissing) { try await room.create(" ") }
        }
    }

    @Test("editing keeps the old words as a version, and an old one can be restored")
    func versions() async throws {
        try await KnowledgeRoom.with { room in
            var article = try await room.create("Toner")
            let old = ArticleText(title: "Toner", problem: "about Toner", steps: "steps for Toner")
            let new = ArticleText(title: "Cartridge", problem: "empty", steps: "Shake it")
            let seen = article.version
            article = try await room.desk.write(new, in: .en, of: article.id, seen: seen, as: room.agent)
            await #expect(throws: ArticleError.changedMeanwhile) {
                try await room.desk.write(old, in: .en, of: article.id, seen: seen, as: room.agent)
            }
            #expect(try await room.found("toner", by: .agent(room.agent)).isEmpty)
            #expect(try await room.found("shaking", by: .agent(room.agent)).count == 1)
            article = try await room.desk.revert(article.id, in: .en, to: .first, seen: article.version, as: room.agent)
            let id = article.id
            let versions = try await room.db.read { tx in try ArticleStore(tx, department: room.department).versions(of: id, in: .en) }
            #expect(versions.map(\.text) == [old, new, old])
            #expect(versions.map(\.isCurrent) == [true, false, false])
            #expect(try await room.found("toner", by: .agent(room.agent)).count == 1)
            #expect(try await room.kinds() == [.articleCreated, .articleEdited, .articleReverted])
            await #expect(throws: ArticleError.versionNotFound) {
                try await room.desk.revert(id, in: .ro, to: .first, seen: article.version, as: room.agent)
            }
        }
    }

    @Test("a translation is found by its own words and shown to who reads that language")
    func translated() async throws {
        try await KnowledgeRoom.with { room in
            let article = try await room.create("Impresora", .es)
            let english = ArticleText(title: "Printer", problem: "It prints nothing", steps: "Buy paper")
            try await room.desk.write(english, in: .en, of: article.id, seen: article.version, as: room.agent)
            #expect(try await room.found("impresoras", by: .agent(room.agent)).map(\.text) == [english])
            #expect(try await room.found("printers", by: .agent(room.agent)).count == 1)
            #expect(try await room.kinds().last == .articleTranslated)
        }
    }

    @Test("an agent checks, only who may publish publishes, and customers read it only then")
    func matures() async throws {
        try await KnowledgeRoom.with { room in
            var article = try await room.create("Toner")
            article = try await room.desk.mature(article.id, to: .checked, seen: article.version, as: room.agent)
            let checked = article
            await #expect(throws: PolicyError.forbidden(.publish, .article)) {
                try await room.desk.mature(checked.id, to: .published, seen: checked.version, as: room.agent)
            }
            await #expect(throws: ArticleError.notPublished) {
                try await room.desk.open(checked.id, to: .all, seen: checked.version, as: room.lead)
            }
            article = try await room.desk.mature(article.id, to: .published, seen: article.version, as: room.lead)
            #expect(try await room.found("toner", by: .customer(room.department)).isEmpty)
            article = try await room.desk.open(article.id, to: .customers, seen: article.version, as: room.lead)
            #expect(try await room.found("toner", by: .customer(room.department)).count == 1)
            #expect(try await room.found("toner", by: .visitor(room.department)).isEmpty)
            let published = article
            await #expect(throws: PolicyError.forbidden(.answer, .article)) {
                try await room.desk.write(ArticleText(title: "Hacked", problem: "", steps: "x"), in: .en, of: published.id, seen: published.version, as: room.agent)
            }
            article = try await room.desk.mature(article.id, to: .checked, seen: article.version, as: room.lead)
            #expect(article.audience == .agents)
            #expect(try await room.found("toner", by: .customer(room.department)).isEmpty)
        }
    }

    @Test("the frequent questions are those published for all and listed, in the reader's language, most helpful first")
    func frequent() async throws {
        try await KnowledgeRoom.with { room in
            let toner = try await room.publish("Toner"), paper = try await room.publish("Paper"), spanish = try await room.publish("Papel", .es)
            _ = try await room.publish("Hidden toner", isListed: false)
            _ = try await room.create("Unchecked toner")
            try await room.db.write { tx in try ArticleStore(tx, department: room.department).countHelp(toner.id) }
            let visitor = ArticleReader.visitor(room.department)
            let (english, all) = try await room.db.read { tx in
                let list = ArticleListStore(tx, for: visitor)
                return (try list.frequent(language: .en).rows.map(\.id), try list.frequent(most: 2))
            }
            #expect(english == [toner.id, paper.id])
            #expect(all.rows.map(\.id) == [toner.id, spanish.id])
            let rest = try await room.db.read { tx in try ArticleListStore(tx, for: visitor).frequent(after: all.next, most: 2).rows.map(\.id) }
            #expect(rest == [paper.id])
            #expect(try await room.found("toner", by: visitor, isListed: true).map(\.article.id) == [toner.id])
        }
    }

    @Test("what is in the bin is out of lists and search, and comes back")
    func bin() async throws {
        try await KnowledgeRoom.with { room in
            let article = try await room.create("Toner")
            await #expect(throws: PolicyError.forbidden(.remove, .article)) {
                try await room.desk.bin(article.id, seen: article.version, as: room.agent)
            }
            try await room.desk.bin(article.id, seen: article.version, as: room.lead)
            #expect(try await room.found("toner", by: .agent(room.agent)).isEmpty)
            var filter = ArticleFilter()
            filter.isBinned = true
            let binned = filter
            let (left, inBin) = try await room.db.read { tx in
                let list = ArticleListStore(tx, for: .agent(room.lead))
                return (try list.page().rows.count, try list.page(binned).rows.map(\.id))
            }
            #expect(left == 0)
            #expect(inBin == [article.id])
            try await room.desk.restore(article.id, as: room.lead)
            #expect(try await room.found("toner", by: .agent(room.agent)).count == 1)
            await #expect(throws: ArticleError.notBinned) { try await room.desk.restore(article.id, as: room.lead) }
        }
    }

    @Test("a list goes page by page, by stage, audience and language, the last changed first")
    func lists() async throws {
        try await KnowledgeRoom.with { room in
            var ids: [ID<Article>] = []
            for number in 0..<7 { ids.append(try await room.create("Article \(number)", number % 2 == 0 ? .en : .es).id) }
            var seen: [ID<Article>] = [], key: String?
            repeat {
                let after = key
                let page = try await room.db.read { tx in try ArticleListStore(tx, for: .agent(room.agent)).page(after: after, most: 3) }
                seen += page.rows.map(\.id)
                key = page.next
            } while key != nil
            #expect(seen == ids.reversed())
            var filter = ArticleFilter()
            filter.language = .es
            filter.stage = .found
            filter.audience = .agents
            let spanish = filter
            let found = try await room.db.read { tx in try ArticleListStore(tx, for: .agent(room.agent)).page(spanish).rows.count }
            #expect(found == 3)
        }
    }

    @Test("who may see an article one by one is who finds it in a list, for every reader and article")
    func agreement() async throws {
        try await KnowledgeRoom.with { room in
            var articles: [Article] = []
            for stage in Article.Stage.allCases {
                for audience in Article.Audience.allCases where audience == .team || audience == .agents || stage == .published {
                    var article = try await room.create("\(stage) \(audience)", as: room.lead)
                    article = try await room.desk.mature(article.id, to: stage, seen: article.version, as: room.lead)
                    article = try await room.desk.open(article.id, to: audience, team: room.teams[1].id, seen: article.version, as: room.lead)
                    articles.append(article)
                }
            }
            let all = articles
            let readers: [ArticleReader] = [
                .agent(room.agent), .agent(room.colleague), .agent(room.lead), .customer(room.department), .visitor(room.department),
            ]
            for reader in readers {
                let listed = try await room.db.read { tx in try ArticleListStore(tx, for: reader).page().rows.map(\.id) }
                #expect(Set(listed) == Set(all.filter(reader.maySee).map(\.id)))
            }
            #expect(all.filter(ArticleReader.agent(room.agent).maySee).count < all.count)
        }
    }
}
