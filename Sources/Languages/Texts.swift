import Foundation
import Primitives

/// All texts of one language, read once from the files that the binary carries.
final class Texts: Sendable {
    enum Entry: Sendable, Equatable {
        case plain(Phrase)
        case plural([Plural: Phrase])
    }

    let entries: [String: Entry]

    private static let en = Texts(.en)
    private static let es = Texts(.es)
    private static let pt = Texts(.pt)
    private static let ro = Texts(.ro)

    static func of(_ language: Language) -> Texts {
        switch language {
        case .en: en
        case .es: es
        case .pt: pt
        case .ro: ro
        }
    }

    private init(_ language: Language) {
        let folder = "Texts/\(language.rawValue)/"
        var entries: [String: Entry] = [:]
        for path in EmbeddedFiles.paths where path.hasPrefix(folder) {
            entries.merge(Self.read(EmbeddedFiles.file(path) ?? [])) { first, _ in first }
        }
        self.entries = entries
    }

    /// The entries of a flat JSON object: key to text, or key to `{"one": …, "other": …}`. A file that is none has none;
    /// a test reads every file beforehand.
    static func read(_ bytes: [UInt8]) -> [String: Entry] {
        let source = (try? JSONDecoder().decode([String: Source].self, from: Data(bytes))) ?? [:]
        return source.mapValues(\.entry)
    }

    private enum Source: Decodable {
        case plain(String)
        case plural([String: String])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self = .plain(text)
            } else {
                self = .plural(try container.decode([String: String].self))
            }
        }

        var entry: Entry {
            switch self {
            case .plain(let text):
                .plain(Phrase(text))
            case .plural(let forms):
                .plural(Dictionary(uniqueKeysWithValues: forms.compactMap { name, text in
                    Plural(rawValue: name).map { ($0, Phrase(text)) }
                }))
            }
        }
    }
}
