import Foundation
import Primitives
import Testing

@testable import Languages

/// Every text of every language, as the binary carries them.
@Suite struct TextsTests {
    private let files: [(language: Language, file: String, entries: [String: Texts.Entry])] = EmbeddedFiles.paths
        .filter { $0.hasPrefix("Texts/") }
        .compactMap { path in
            let parts = path.split(separator: "/")
            guard let language = Language(rawValue: String(parts[1])) else { return nil }
            return (language, String(parts[2]), Texts.read(EmbeddedFiles.file(path) ?? []))
        }

    @Test("every file is a flat JSON object with texts in it")
    func readsEveryFile() {
        for (language, file, entries) in files {
            #expect(!entries.isEmpty, "\(language)/\(file)")
        }
    }

    @Test("no key stands in two files")
    func keysAreUnique() {
        for language in Language.allCases {
            var seen: [String: String] = [:]
            for (_, file, entries) in files.filter({ $0.language == language }) {
                for key in entries.keys {
                    #expect(seen[key] == nil, "\(key) in \(language)/\(file) and \(seen[key] ?? "")")
                    seen[key] = file
                }
            }
        }
    }

    @Test("all four languages have the same keys", arguments: [Language.es, .pt, .ro])
    func sameKeys(language: Language) {
        let english = Set(Texts.of(.en).entries.keys)
        let other = Set(Texts.of(language).entries.keys)
        #expect(english.subtracting(other).sorted() == [], "missing in \(language)")
        #expect(other.subtracting(english).sorted() == [], "only in \(language)")
    }

    @Test("a text has the gaps that its English has", arguments: [Language.es, .pt, .ro])
    func sameGaps(language: Language) {
        for (key, entry) in Texts.of(.en).entries {
            guard let other = Texts.of(language).entries[key] else { continue }
            #expect(entry.gaps == other.gaps, "\(key) in \(language)")
            #expect(entry.isPlural == other.isPlural, "\(key) in \(language)")
        }
    }

    @Test("a counted text has every plural form of its language", arguments: Language.allCases)
    func pluralForms(language: Language) {
        for (key, entry) in Texts.of(language).entries {
            guard case .plural(let forms) = entry else { continue }
            #expect(Set(forms.keys) == Plural.forms(of: language), "\(key) in \(language)")
        }
    }

    @Test("no text is empty or has blanks around it", arguments: Language.allCases)
    func tidy(language: Language) {
        for (key, entry) in Texts.of(language).entries {
            for text in entry.texts { #expect(!text.isEmpty && text == text.trimmed, "\(key) in \(language)") }
        }
    }

    @Test("no English is left in the others", arguments: [Language.es, .pt, .ro])
    func noEnglish(language: Language) {
        let english: Set<String> = ["the", "this", "that", "you", "your", "please", "with", "was", "were", "is", "and", "from", "cannot", "not"]
        for (key, entry) in Texts.of(language).entries {
            for phrase in entry.phrases {
                let text = phrase.filled(Dictionary(uniqueKeysWithValues: phrase.gaps.map { ($0, "") }))
                let words = Set(text.lowercased().split { !$0.isLetter }.map(String.init))
                #expect(words.intersection(english).isEmpty, "\(key) in \(language): \(text)")
            }
        }
    }

    @Test("Romanian writes ș and ț with a comma below, never with a cedilla")
    func commaBelow() {
        for (key, entry) in Texts.of(.ro).entries {
            for text in entry.texts { #expect(text.unicodeScalars.allSatisfy { !"şţŞŢ".unicodeScalars.contains($0) }, "\(key): \(text)") }
        }
    }

    @Test("a missing key shows itself")
    func missing() {
        #expect(Words(.es)("no.such.key", ["a": "b"]) == "no.such.key")
        #expect(Words(.es).count("no.such.key", 3) == "no.such.key")
    }
}

extension Texts.Entry {
    var phrases: [Phrase] {
        switch self {
        case .plain(let phrase): [phrase]
        case .plural(let forms): Array(forms.values)
        }
    }

    var gaps: Set<String> { phrases.reduce(into: []) { $0.formUnion($1.gaps) } }

    var texts: [String] { phrases.map { $0.filled([:]) } }

    var isPlural: Bool {
        if case .plural = self { true } else { false }
    }
}
