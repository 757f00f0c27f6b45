import Primitives

/// The texts of the desk in one language. Costs nothing to make or to copy.
///
///     let words = Words(.ro)
///     words("layout.skip")                                     // La conținut
///     words("ticket.notFound", ["number": "LBT-1042"])
///     words.count("common.tickets", 21)                        // 21 de tichete
package struct Words: Sendable {
    package let language: Language
    package let numbers: Numbers
    private let texts: Texts

    package init(_ language: Language) {
        self.language = language
        numbers = Numbers(language)
        texts = .of(language)
    }

    /// The text of a key with its `{gaps}` filled; a key that has none shows itself. A text with plural forms takes the
    /// one of the number in the gap `count`.
    package func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
        switch texts.entries[key] {
        case nil: key
        case .plain(let phrase): phrase.filled(values)
        case .plural(let forms): form(forms, values["count"].flatMap { Int($0) } ?? 2, values) ?? key
        }
    }

    /// The text for so many things; its gap `count` shows the number in the reader's digits.
    package func count(_ key: String, _ number: Int, _ values: [String: String] = [:]) -> String {
        switch texts.entries[key] {
        case nil: key
        case .plain(let phrase): filled(phrase, number, values)
        case .plural(let forms): (forms[Plural(number, in: language)] ?? forms[.other]).map { filled($0, number, values) } ?? key
        }
    }

    private func filled(_ phrase: Phrase, _ number: Int, _ values: [String: String]) -> String {
        if values.isEmpty { return phrase.filled(numbers.text(number)) }
        return phrase.filled(values.merging(["count": numbers.text(number)]) { _, count in count })
    }

    package func callAsFunction(_ notice: Notice) -> String {
        self(notice.key, notice.values)
    }

    /// Whether there is a text of that key.
    package func knows(_ key: String) -> Bool { texts.entries[key] != nil }

    /// The keys that begin so, with their texts as written: plain ones under the key, plural forms under `key.one` and so on.
    package func sources(prefix: String) -> [String: String] {
        var result: [String: String] = [:]
        for (key, entry) in texts.entries where key.hasPrefix(prefix) {
            switch entry {
            case .plain(let phrase): result[key] = phrase.source
            case .plural(let forms): for (form, phrase) in forms { result["\(key).\(form.rawValue)"] = phrase.source }
            }
        }
        return result
    }

    private func form(_ forms: [Plural: Phrase], _ number: Int, _ values: [String: String]) -> String? {
        (forms[Plural(number, in: language)] ?? forms[.other])?.filled(values)
    }
}

extension Phrase {
    /// The text as written in the file.
    fileprivate var source: String {
        pieces.map { if case .gap(let name) = $0 { "{\(name)}" } else if case .text(let text) = $0 { text } else { "" } }.joined()
    }
}
