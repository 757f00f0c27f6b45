import Languages
import Primitives

/// What stands under `/public/`: style sheet, modules, pictures. Every address carries a hash of all of it, so that a browser
/// may keep a file for ever and a new release is seen at once.
package struct PublicFiles: Sendable {
    package struct File: Sendable {
        package let bytes: [UInt8]
        /// The media type, with its charset.
        package let type: String
    }

    /// An answer to `GET /public/…`.
    package struct Answer: Sendable {
        package let file: File
        /// What to send as `Cache-Control`: for ever under the present hash, not at all under one of another release.
        package let caching: String
    }

    package static let shared = PublicFiles()

    /// 16 hexadecimal digits over names and contents.
    package let hash: String
    private let files: [String: File]

    private init() {
        var files: [String: File] = [:]
        for path in EmbeddedFiles.paths where path.hasPrefix("Public/") && !path.hasSuffix(".css") {
            let name = String(path.dropFirst("Public/".count))
            files[name] = File(bytes: EmbeddedFiles.file(path) ?? [], type: Self.type(of: name))
        }
        files["app.css"] = File(bytes: Self.styleSheet(), type: Self.type(of: "app.css"))
        for language in Language.allCases {
            let name = "js/words-\(language.rawValue).js"
            files[name] = File(bytes: Self.module(of: Words(language)), type: Self.type(of: name))
        }
        self.files = files
        hash = Self.hash(of: files)
    }

    /// The address of a file: `/public/3f…/app.css`.
    package func url(_ name: String) -> String { "/public/\(hash)/\(name)" }

    /// The answer to what follows `/public/` in an address: `<hash>/js/main.js`; `nil` when there is no such file.
    package func answer(_ path: some StringProtocol) -> Answer? {
        let parts = path.split(separator: "/", maxSplits: 1)
        guard parts.count == 2, let file = files[String(parts[1])] else { return nil }
        let current = parts[0] == hash[...]
        return Answer(file: file, caching: current ? "public, max-age=31536000, immutable" : "no-store")
    }

    /// Every name under the hash, sorted.
    package var names: [String] { files.keys.sorted() }

    /// All style sheets in one: tokens first, as they name the layers; the layers decide the rest.
    private static func styleSheet() -> [UInt8] {
        let sheets = EmbeddedFiles.paths.filter { $0.hasPrefix("Public/css/") }
        let first = "Public/css/tokens.css"
        return ([first] + sheets.filter { $0 != first }).flatMap { EmbeddedFiles.file($0) ?? [] }
    }

    /// The texts of the modules as a module: `export default {"js.close": "Close", …}`.
    private static func module(of words: Words) -> [UInt8] {
        let entries = words.sources(prefix: "js.").sorted { $0.key < $1.key }
            .map { "\(JSONText.quoted(String($0.key.dropFirst(3)))):\(JSONText.quoted($0.value))" }
        return Array("export default {\(entries.joined(separator: ",\n"))}\n".utf8)
    }

    private static func type(of name: String) -> String {
        switch name.split(separator: ".").last {
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "woff2": "font/woff2"
        case "webmanifest": "application/manifest+json"
        default: "application/octet-stream"
        }
    }

    /// FNV-1a, 64 bits: tells releases apart, guards nothing.
    private static func hash(of files: [String: File]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ bytes: some Sequence<UInt8>) {
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
        for (name, file) in files.sorted(by: { $0.key < $1.key }) {
            add(name.utf8)
            add(file.bytes)
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
