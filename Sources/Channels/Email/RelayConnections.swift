import Mail
import Primitives

/// The conversations with relays that are open, one for each department, so that many mails share one.
actor RelayConnections {
    private let hostname: String
    private var clients: [ID<Department>: SMTPClient] = [:]

    init(hostname: String) {
        self.hostname = hostname
    }

    /// - Parameter relay: what holds now; a conversation that is open goes on with the relay it began with
    func client(of department: ID<Department>, for relay: SMTPRelay) -> SMTPClient {
        if let client = clients[department] { return client }
        let client = SMTPClient(relay: relay, hostname: hostname)
        clients[department] = client
        return client
    }

    /// Says good-bye to all.
    func close() async {
        let open = clients.values
        clients = [:]
        for client in open { await client.quit() }
    }
}
