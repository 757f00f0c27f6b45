import Customisation
import Primitives
import Storage
import Tickets

/// What mail needs to know of each department: its address, its name, its ticket numbers.
package struct Offices: Sendable {
    private let settings: Settings
    private let keyring: Keyring
    /// Stands in addresses while the desk has none of its own.
    private let hostname: String
    /// Takes what is for no address of another, until it has addresses itself.
    private let catchAll: ID<Department>

    package init(settings: Settings, keyring: Keyring, hostname: String, catchAll: ID<Department> = .first) {
        self.settings = settings
        self.keyring = keyring
        self.hostname = hostname
        self.catchAll = catchAll
    }

    /// Which departments mail for these recipients is for, and the recipients of each: those that have the addresses, else the
    /// first.
    package func departments(of recipients: [String]) -> [ID<Department>: [String]] {
        let owners = settings.departments(with: .mailAddresses)
        func owner(_ recipient: String) -> ID<Department>? {
            let forms = Self.forms(recipient)
            return owners.first { !forms.isDisjoint(with: $0.value) }?.key
        }
        var departments = Dictionary(grouping: recipients.filter { owner($0) != nil }) { owner($0) ?? ID(0) }
        let others = recipients.filter { owner($0) == nil }
        if others.isEmpty && !departments.isEmpty { return departments }
        let takesAll = departments.isEmpty || settings(.mailAddresses, department: catchAll).isEmpty
        departments[takesAll ? catchAll : departments.keys.min() ?? catchAll, default: []] += others
        return departments
    }

    /// Whether the desk takes mail for an address: any, until the first department has one. Mail for whoever keeps a server is always
    /// taken (RFC 5321 §4.5.1).
    package func takes(_ address: String) -> Bool {
        let own = addresses
        guard !own.isEmpty, !settings(.mailAddresses, department: catchAll).isEmpty else { return true }
        let parts = address.lowercased().split(separator: "@", maxSplits: 1)
        if parts.first == "postmaster" { return parts.count == 1 || own.contains { $0.hasSuffix("@\(parts[1])") } }
        return !own.union(senders).isDisjoint(with: Self.forms(address))
    }

    /// Whether an address is the desk's own, an answer's signed one too. Nothing is ever sent there.
    package func isOurs(_ address: String) -> Bool {
        let own = addresses.union(senders)
        return !(own.isEmpty ? [fallback] : own).isDisjoint(with: Self.forms(address))
    }

    /// What mail of a department is known by. Answers come back to its address, whatever a queue writes from.
    package func identity(of department: Department) -> MailIdentity {
        let addresses = settings(.mailAddresses, department: department.id)
        let address = settings(.mailFrom, department: department.id) ?? addresses.first ?? fallback
        let name = settings(.deskName, department: department.id) ?? department.name
        return MailIdentity(address: address, name: name, keyring: keyring)
    }

    package func identity(of department: ID<Department>, _ tx: Transaction) throws -> MailIdentity {
        identity(of: try DepartmentStore(tx).require(department))
    }

    /// The address a queue writes from.
    func from(_ queue: ID<Queue>, of department: Department) -> String {
        settings(.mailFrom, department: department.id, queue: queue.rawValue) ?? identity(of: department).address
    }

    func office(of id: ID<Department>, _ tx: Transaction) throws -> EmailIntake.Office {
        let departments = try DepartmentStore(tx).all()
        guard let department = departments.first(where: { $0.id == id }) else { throw TicketError.queueNotFound }
        let hosts = settings(.mailTrustedHosts, department: id).map { $0.lowercased() }
        return EmailIntake.Office(
            department: id, identity: identity(of: department), prefixes: Set(departments.map(\.prefix)), trustedHosts: Set(hosts),
            isOurs: isOurs, acceptsColleagues: { [settings] queue in
                settings(.mailAcceptsColleagues, department: id, queue: queue.rawValue)
            })
    }

    /// The addresses whose mail is the desk's.
    private var addresses: Set<String> {
        let all = settings.departments(with: .mailAddresses).values.joined() + settings.everywhere(.mailAddresses)
        return Set(all.map { $0.lowercased() })
    }

    /// The addresses that departments write from.
    private var senders: Set<String> {
        let all = settings.departments(with: .mailFrom).values + [settings.everywhere(.mailFrom)]
        return Set(all.compactMap { $0?.lowercased() })
    }

    private var fallback: String { "support@\(hostname)".lowercased() }

    /// An address in lower case, and without what stands behind a plus.
    private static func forms(_ address: String) -> Set<String> {
        let address = address.lowercased()
        return [address, withoutTag(address)]
    }

    private static func withoutTag(_ address: String) -> String {
        "\(address.prefix { $0 != "@" && $0 != "+" })\(address.drop { $0 != "@" })"
    }
}
