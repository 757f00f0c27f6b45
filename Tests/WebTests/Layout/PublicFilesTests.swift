import Foundation
import Languages
import Primitives
import Testing

@testable import Web

@Suite struct PublicFilesTests {
    private let files = PublicFiles.shared

    @Test("the style sheet begins with the layers and holds every sheet")
    func styleSheet() throws {
        let sheet = try #require(files.answer("\(files.hash)/app.css"))
        let text = String(decoding: sheet.file.bytes, as: UTF8.self)
        #expect(text.contains("@layer tokens, base, components, pages;"))
        #expect(text.contains(".composer") && text.contains(".portal"))
        #expect(sheet.file.type == "text/css; charset=utf-8")
        #expect(text.filter { $0 == "{" }.count == text.filter { $0 == "}" }.count)
    }

    @Test("a file is kept for ever under its hash, and not at all under that of another release")
    func caching() {
        #expect(files.answer("\(files.hash)/icons.svg")?.caching == "public, max-age=31536000, immutable")
        #expect(files.answer("0123456789abcdef/icons.svg")?.caching == "no-store")
    }

    @Test("nothing else is served", arguments: ["", "/", "x", "x/", "../Package.swift", "h/../../etc/passwd", "h/css/tokens.css", "h/js"])
    func missing(path: String) {
        #expect(files.answer(path) == nil)
    }

    @Test("all scripts together stay below 60 kB")
    func size() {
        let own = EmbeddedFiles.paths.filter { $0.hasSuffix(".js") }.compactMap { EmbeddedFiles.file($0)?.count }
        #expect(own.reduce(0, +) < 60_000)
    }

    @Test("every text that a script asks for is there in its language")
    func moduleTexts() throws {
        let pattern = try Regex(#"\b(word|count)\('([\w.]+)'"#, as: (Substring, Substring, Substring).self)
        for path in EmbeddedFiles.paths where path.hasSuffix(".js") {
            let source = String(decoding: EmbeddedFiles.file(path) ?? [], as: UTF8.self)
            for match in source.matches(of: pattern) {
                for language in Language.allCases { #expect(Words(language).knows("js.\(match.2)"), "\(match.2) in \(path)") }
            }
        }
        let module = try #require(files.answer("\(files.hash)/js/words-ro.js"))
        #expect(String(decoding: module.file.bytes, as: UTF8.self).contains("\"close\":\"Închide\""))
    }

    @Test("every icon is drawn, and every drawing has a name")
    func icons() throws {
        let sheet = String(decoding: EmbeddedFiles.file("Public/icons.svg") ?? [], as: UTF8.self)
        let drawn = sheet.matches(of: try Regex(#"symbol id="(\w+)""#, as: (Substring, Substring).self)).map { String($0.1) }
        #expect(Set(drawn) == Set(Icon.allCases.map(\.rawValue)))
        #expect(drawn.count == Set(drawn).count)
    }
}
