import Accounts
import Contacts
import Languages
import Primitives
import Search
import Storage

/// People by name, or those found by what was typed.
struct ContactListPage: DeskPage {
    static let most = 50

    let title: String
    let typed: String
    let rows: [ContactRowStore.Row]
    /// Address of the next page.
    let next: String?
    let mayCreate: Bool

    var current: String? { "/contacts" }

    func view(_ parts: Parts) -> Frame.Kind { .plain(page(parts)) }

    init(_ typed: String, after key: ID<Contact>?, _ around: Surroundings, _ tx: Transaction) throws {
        let store = ContactStore(tx, department: around.access.department)
        let contacts: [Contact]
        if typed.isEmpty {
            let last = try key.flatMap { try store.find($0) }.map { (folded: Folding.fold($0.name), id: $0.id) }
            contacts = try store.list(after: last, most: Self.most + 1)
        } else {
            contacts = try store.suggest(typed, most: Self.most)
        }
        let shown = Array(contacts.prefix(Self.most))
        // Whoever was erased has neither name nor address left.
        rows = try ContactRowStore(tx, department: around.access.department).rows(shown).filter { $0.name != nil }
        next = contacts.count > Self.most ? shown.last.map { "/contacts?after=\($0.id)" } : nil
        title = around.words("contactpage.title")
        self.typed = typed
        mayCreate = around.access.reach(.create, .contact) > .none
    }
}
