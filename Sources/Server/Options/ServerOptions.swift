import ArgumentParser
import Foundation
import Mail
import Storage
import Yams

/// Where the desk is and how it is reached. Each option is a variable `AMPARO_…` and a key of `amparo.yaml` too.
struct ServerOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The desk's folder: database, files, master key. [AMPARO_DATA, data]", valueName: "dir"))
    var data: String?

    @Option(
        help: ArgumentHelp(
            """
            The database: sqlite:///path, postgres://user:password@host/name or mariadb://user:password@host/name; then ?socket=PATH, \
            &tls=off|prefer|on|verify, &ca=FILE, &password-file=FILE, &connections=N. The password may stand in AMPARO_DATABASE_PASSWORD. \
            [AMPARO_DATABASE, database] (default: amparo.sqlite in the folder)
            """, valueName: "url"))
    var database: String?

    @Option(
        help: ArgumentHelp(
            """
            Where attachments lie: folder; or database, or s3://BUCKET/PREFIX?endpoint=https://HOST:PORT&region=NAME&key-file=FILE, as several \
            nodes need. The key stands in AMPARO_S3_ACCESS_KEY and AMPARO_S3_SECRET_KEY, or in the two lines of the file. \
            [AMPARO_BLOBS, blobs] (default: folder with SQLite, else database)
            """, valueName: "place"))
    var blobs: String?

    @Option(help: ArgumentHelp("Where pages are served. [AMPARO_HTTP, http] (default: 127.0.0.1:8080)", valueName: "host:port"))
    var http: String?

    @Option(help: ArgumentHelp("Where mail is taken by SMTP; off when empty. [AMPARO_SMTP_LISTEN, smtp-listen]", valueName: "host:port"))
    var smtpListen: String?

    @Option(help: ArgumentHelp("Where mail is taken by LMTP. [AMPARO_LMTP_LISTEN, lmtp-listen]", valueName: "host:port"))
    var lmtpListen: String?

    @Option(help: ArgumentHelp("Who takes our mail: smtp://user:password@host:port or smtps://… [AMPARO_RELAY, relay]", valueName: "url"))
    var relay: String?

    @Option(help: ArgumentHelp("What this machine is called in mail and links. [AMPARO_HOSTNAME, hostname]", valueName: "name"))
    var hostname: String?

    @Option(help: ArgumentHelp("Where customers reach the pages, for links in mail. [AMPARO_URL, url]", valueName: "url"))
    var url: String?

    @Option(help: ArgumentHelp("The settings file. [AMPARO_CONFIG] (default: amparo.yaml in the folder or here)", valueName: "file"))
    var config: String?
}

/// The options as they hold after variables and file were asked.
struct ServerSettings: Sendable {
    let data: String
    let database: DatabaseAddress
    /// Where attachments lie.
    let blobs: BlobStore.Place
    let http: HostPort
    let smtp: HostPort?
    let lmtp: HostPort?
    let relay: SMTPRelay?
    let hostname: String
    let url: String?
    /// Where people reach the pages.
    var address: String { url ?? "http://\(http.host):\(http.port)" }
    /// What the file sets of the desk itself, by name: `settings: { outbox.hold: 5 }`.
    let desk: [String: String]

    /// Throws ``ValidationError`` for what cannot be read, ``SMTPRelayError`` for what is no mail server.
    init(_ options: ServerOptions, smtpByDefault: String? = nil, dataByDefault: String = "data") throws {
        let environment = ProcessInfo.processInfo.environment
        let named = options.config ?? environment["AMPARO_CONFIG"]
        let folder = options.data ?? environment["AMPARO_DATA"] ?? dataByDefault
        let file = try SettingsFile(named: named, beside: folder)
        func value(_ option: String?, _ key: String) -> String? {
            let variable = "AMPARO_" + key.uppercased().replacing("-", with: "_")
            return option ?? environment[variable] ?? file.keys[key]
        }
        data = value(options.data, "data") ?? dataByDefault
        database = try DatabaseAddress(
            value(options.database, "database") ?? "\(data)/amparo.sqlite", password: environment["AMPARO_DATABASE_PASSWORD"])
        blobs = try value(options.blobs, "blobs").map { try BlobStore.Place($0) } ?? .usual(with: database)
        http = try HostPort(value(options.http, "http") ?? "127.0.0.1:8080")
        smtp = try value(options.smtpListen, "smtp-listen").flatMap { $0.isEmpty ? nil : $0 }.map(HostPort.init)
            ?? smtpByDefault.map(HostPort.init)
        lmtp = try value(options.lmtpListen, "lmtp-listen").flatMap { $0.isEmpty ? nil : $0 }.map(HostPort.init)
        relay = try value(options.relay, "relay").flatMap { $0.isEmpty ? nil : $0 }.map { try SMTPRelay(url: $0) }
        hostname = value(options.hostname, "hostname") ?? "localhost"
        url = value(options.url, "url")
        desk = file.desk
    }
}

extension BlobStore.Place {
    /// Reads `folder`, `database` or `s3://…`. Throws ``ValidationError`` and ``BucketAddress/Refusal``.
    init(_ text: String) throws {
        switch text {
        case "folder": self = .folder
        case "database": self = .database
        case _ where text.hasPrefix(BucketAddress.scheme):
            let address = try BucketAddress(text)
            self = .bucket(Bucket(address, try BucketKey(for: address, environment: ProcessInfo.processInfo.environment)))
        default: throw ValidationError("\(text) is no place for attachments: folder, database or s3://BUCKET")
        }
    }

    /// As it is written on the command line.
    var text: String {
        switch self {
        case .folder: "folder"
        case .database: "database"
        case .bucket(let bucket): bucket.address.place
        }
    }

    /// Where attachments lie unless something else is said: several nodes on a server find them in its database.
    static func usual(with database: DatabaseAddress) -> BlobStore.Place { database.dialect == .sqlite ? .folder : .database }
}

/// `127.0.0.1:8080`, `[::1]:8080`.
struct HostPort: Sendable, Equatable {
    let host: String
    let port: Int

    init(_ text: String) throws {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]), (0...65_535).contains(port) else {
            throw ValidationError("\(text) is no HOST:PORT")
        }
        host = String(text[..<colon]).replacing("[", with: "").replacing("]", with: "")
        self.port = port
    }
}

/// `amparo.yaml`.
private struct SettingsFile {
    var keys: [String: String] = [:]
    var desk: [String: String] = [:]

    init(named: String?, beside folder: String) throws {
        let candidates = named.map { [$0] } ?? ["\(folder)/amparo.yaml", "amparo.yaml"]
        guard let path = candidates.first(where: FileManager.default.fileExists) else {
            if let named { throw ValidationError("there is no file \(named)") }
            return
        }
        let yaml: Any?
        do {
            yaml = try Yams.load(yaml: try String(contentsOfFile: path, encoding: .utf8))
        } catch {
            throw ValidationError("\(path) is not YAML: \(error)")
        }
        guard let map = yaml as? [String: Any] else { return }
        for (key, value) in map where key != "settings" { keys[key] = "\(value)" }
        for (key, value) in map["settings"] as? [String: Any] ?? [:] { desk[key] = "\(value)" }
    }
}
