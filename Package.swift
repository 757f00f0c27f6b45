// swift-tools-version:6.2
// The house in arrow order: a target names what it may import, and imports only what stands above it.
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// A C library of the system, found through pkg-config where it has a `.pc` file.
func system(_ name: String, pkgConfig: String? = nil, apt package: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, swiftSettings: settings)
}

extension Target.Dependency {
    static let hummingbird = product(name: "Hummingbird", package: "hummingbird")
    static let hummingbirdCore = product(name: "HummingbirdCore", package: "hummingbird")
    static let hummingbirdTesting = product(name: "HummingbirdTesting", package: "hummingbird")
    static let httpTypes = product(name: "HTTPTypes", package: "swift-http-types")
    static let nio = product(name: "NIOCore", package: "swift-nio")
    static let nioPosix = product(name: "NIOPosix", package: "swift-nio")
    static let nioEmbedded = product(name: "NIOEmbedded", package: "swift-nio")
    static let nioTLS = product(name: "NIOSSL", package: "swift-nio-ssl")
    static let httpClient = product(name: "AsyncHTTPClient", package: "async-http-client")
    static let nioHTTP1 = product(name: "NIOHTTP1", package: "swift-nio")
    static let crypto = product(name: "Crypto", package: "swift-crypto")
    static let certificates = product(name: "X509", package: "swift-certificates")
    static let asn1 = product(name: "SwiftASN1", package: "swift-asn1")
    static let log = product(name: "Logging", package: "swift-log")
    static let lifecycle = product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
    static let mustache = product(name: "Mustache", package: "swift-mustache")
    static let arguments = product(name: "ArgumentParser", package: "swift-argument-parser")
    static let yaml = product(name: "Yams", package: "Yams")
}

let package = Package(
    name: "amparo",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "amparo", targets: ["Server"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache.git", from: "2.1.1"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-certificates.git", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-asn1.git", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.2"),
    ],
    targets: [
        system("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
        system("CPostgreSQL", pkgConfig: "libpq", apt: "libpq-dev"),
        system("CMariaDB", pkgConfig: "libmariadb", apt: "libmariadb-dev"),
        system("CGMime", pkgConfig: "gmime-3.0", apt: "libgmime-3.0-dev"),
        system("CGumbo", pkgConfig: "gumbo", apt: "libgumbo-dev"),
        system("CStemmer", apt: "libstemmer-dev"),
        system("CArgon2", pkgConfig: "libargon2", apt: "libargon2-dev"),
        system("CUchardet", pkgConfig: "uchardet", apt: "libuchardet-dev"),
        system("CIconv", apt: "libc6-dev"),
        system("CMimalloc", apt: "libmimalloc-dev"),

        .target(name: "CPublic", exclude: ["embed.sh"]),

        room("Primitives"),
        .target(name: "Languages", dependencies: ["Primitives", "CPublic"], exclude: ["Texts"], swiftSettings: settings),
        room("Storage", ["Primitives", "CSQLite", "CPostgreSQL", "CMariaDB", "CMimalloc", .httpClient, .nio, .nioHTTP1, .crypto]),
        room("Markup", ["Primitives", "CGumbo"]),
        room("Mail", ["Primitives", "Markup", "CGMime", "CIconv", "CUchardet", .nio, .nioPosix, .nioTLS, .crypto, .certificates, .asn1]),
        room("Jobs", ["Primitives", "Storage"]),
        room("Events", ["Primitives", "Storage"]),
        room("Outbox", ["Primitives", "Storage", "Events"]),
        room("Search", ["Primitives", "Storage", "CStemmer"]),
        room("Customisation", ["Primitives", "Storage", "Events"]),
        room("Accounts", ["Primitives", "Storage", "Events", "Customisation", "CArgon2", .crypto]),
        room("Contacts", ["Primitives", "Storage", "Events", "Search", "Accounts"]),
        room("Knowledge", ["Primitives", "Storage", "Events", "Search", "Accounts"]),
        room("Tickets", ["Primitives", "Markup", "Storage", "Events", "Jobs", "Outbox", "Search", "Customisation", "Accounts", "Contacts", "Knowledge", .crypto]),
        room("Automation", ["Primitives", "Languages", "Storage", "Events", "Outbox", "Customisation", "Accounts", "Contacts", "Tickets", .mustache]),
        room("Channels", ["Primitives", "Storage", "Markup", "Mail", "Events", "Outbox", "Search", "Customisation", "Accounts", "Contacts", "Tickets", .crypto, .log]),
        room("Ops", ["Primitives", "Storage", "Events", "Outbox", "Search", "Customisation", "Accounts", "Contacts", "Knowledge", "Tickets", "CArgon2", .crypto, .nio, .nioPosix]),
        room("Gate", ["Primitives", "Languages", "Storage", "Markup", "Customisation", "Accounts", "Contacts", "Tickets", .hummingbird, .hummingbirdCore, .httpTypes, .nio, .log]),
        room("API", ["Primitives", "Storage", "Events", "Outbox", "Search", "Customisation", "Accounts", "Contacts", "Knowledge", "Tickets", "Gate", .crypto, .hummingbird, .httpTypes, .nio]),
        room("Web", ["Primitives", "Languages", "Storage", "Markup", "Mail", "Events", "Jobs", "Outbox", "Search", "Customisation", "Accounts", "Contacts", "Knowledge", "Tickets", "Automation", "Channels", "Ops", "Gate", .hummingbird, .hummingbirdCore, .httpTypes, .nio, .lifecycle, .log]),
        .executableTarget(
            name: "Server",
            dependencies: ["Primitives", "Languages", "Storage", "Markup", "Mail", "Events", "Jobs", "Outbox", "Search", "Customisation", "Accounts", "Contacts", "Knowledge", "Tickets", "Automation", "Channels", "Ops", "Gate", "API", "Web", .hummingbird, .hummingbirdCore, .httpTypes, .nio, .nioPosix, .nioTLS, .log, .lifecycle, .mustache, .arguments, .yaml],
            swiftSettings: settings),

        .target(name: "StorageTesting", dependencies: ["Primitives", "Storage", "Events"], path: "Tests/StorageTesting", swiftSettings: settings),
        tests("Primitives", []),
        tests("Storage", ["Primitives", "StorageTesting"]),
        tests("Markup", ["Primitives"]),
        tests("Mail", [.nio, .nioEmbedded, "Primitives"]),
        tests("Jobs", ["Primitives", "Storage", "StorageTesting"]),
        tests("Events", ["Primitives", "Storage", "StorageTesting"]),
        tests("Outbox", ["Primitives", "Storage", "StorageTesting"]),
        tests("Search", ["CSQLite", "Primitives", "Storage", "StorageTesting"]),
        tests("Languages", ["Primitives"]),
        tests("Web", ["Accounts", "Channels", "Contacts", "Customisation", "Events", "Gate", .httpTypes, .hummingbird, .hummingbirdTesting, "Jobs", "Knowledge", "Languages", .log, "Mail", "Markup", .nio, "Outbox", "Primitives", "Search", "Storage", "StorageTesting", "Tickets"]),
        tests("Customisation", ["Events", "Primitives", "Storage", "StorageTesting"]),
        tests("Accounts", ["Customisation", "Events", "Primitives", "Storage", "StorageTesting"]),
        tests("Gate", ["Accounts", "Customisation", "Events", .httpTypes, .hummingbird, .hummingbirdTesting, .nio, "Primitives", "Storage", "StorageTesting"]),
        tests("Contacts", ["Accounts", "Customisation", "Events", "Primitives", "Search", "Storage", "StorageTesting"]),
        tests("Knowledge", ["Accounts", "Customisation", "Events", "Primitives", "Search", "Storage", "StorageTesting"]),
        tests("Tickets", ["Accounts", "Contacts", "Customisation", "Events", "Jobs", "Knowledge", "Markup", "Outbox", "Primitives", "Search", "Storage", "StorageTesting"]),
        tests("Automation", ["Accounts", "Contacts", "Customisation", "Events", "Jobs", "Knowledge", "Outbox", "Primitives", "Search", "Storage", "StorageTesting", "Tickets"]),
        tests("Channels", ["Accounts", "Automation", "Contacts", "Customisation", "Events", "Jobs", "Knowledge", .log, "Mail", "Outbox", "Primitives", "Search", "Storage", "StorageTesting", "Tickets"]),
        tests("Server", [.arguments, "Accounts", "Customisation", "Gate", .httpTypes, .hummingbird, .hummingbirdTesting, .log, .nio, "Ops", "Primitives", "Search", "Storage", "StorageTesting", "Tickets"]),
        tests("Ops", ["Accounts", "Contacts", "Customisation", "Events", "Outbox", "Primitives", "Search", "Storage", "StorageTesting", "Tickets", "Jobs", "Knowledge"]),
        tests("API", ["Accounts", "Contacts", "Customisation", "Events", "Gate", .httpTypes, .hummingbird, .hummingbirdTesting, "Jobs", "Knowledge", .nio, "Outbox", "Primitives", "Search", "Storage", "StorageTesting", "Tickets"]),
    ]
)
