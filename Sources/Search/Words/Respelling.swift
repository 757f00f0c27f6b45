import Primitives

/// Brings a folded word nearer to what a stemmer knows: puts back the accents its endings need and plurals and cases on the
/// singular, so that `informacoes`, `informações` and `informação` share a stem, however they were typed.
///
/// The rules are ours, made from grammar; what they get wrong they get wrong on both sides, so that it still meets.
enum Respelling {
    /// An ending of at least `length` bytes of word, and what stands for it.
    private struct Rule: Sendable {
        let ending: [UInt8]
        let replacement: [UInt8]
        let length: Int

        init(_ ending: String, _ replacement: String, _ length: Int) {
            self.ending = Array(ending.utf8)
            self.replacement = Array(replacement.utf8)
            self.length = length
        }
    }

    /// - Parameter word: folded, ASCII letters only.
    static func singular(_ word: [UInt8], in language: Language) -> [UInt8] {
        for rule in rules(of: language) where word.count >= rule.length && word.hasSuffix(rule.ending) {
            return word.dropLast(rule.ending.count) + rule.replacement
        }
        return word
    }

    /// The stem for a folded stem: vowels that change inside a Romanian word (telefon, telefoane), and words of every day that the
    /// stemmers take apart.
    static func settled(_ stem: [UInt8], in language: Language) -> [UInt8] {
        if let other = irregular[language]?[stem] { return other }
        guard language == .ro, let vowel = stem.lastIndex(where: { "aeiou".utf8.contains($0) }), vowel > 1,
            stem[vowel] == UInt8(ascii: "a"), stem[vowel - 1] == UInt8(ascii: "o") || stem[vowel - 1] == UInt8(ascii: "e")
        else { return stem }
        return Array(stem[..<vowel] + stem[(vowel + 1)...])
    }

    private static func rules(of language: Language) -> [Rule] {
        switch language {
        case .en: []
        case .es: spanish
        case .pt: portuguese
        case .ro: romanian
        }
    }

    private static let spanish = [Rule("cion", "ción", 5)]

    private static let portuguese = [
        Rule("coes", "ção", 6), Rule("oes", "ão", 5), Rule("cao", "ção", 5), Rule("ao", "ão", 3), Rule("aes", "ão", 4),
        Rule("aos", "ão", 5), Rule("aveis", "ável", 7), Rule("avel", "ável", 6), Rule("iveis", "ível", 7), Rule("ivel", "ível", 6),
        Rule("ais", "al", 6), Rule("eis", "el", 5), Rule("ens", "em", 5), Rule("ins", "im", 5), Rule("ons", "om", 5),
        Rule("uns", "um", 5), Rule("eses", "es", 5),
    ]

    private static let romanian =
        ["tiilor", "tiile", "tiei", "tii", "tia", "tie"].map { Rule($0, "ţie", $0.count + 2) }
        + ["arilor", "arile", "arii", "ari"].map { Rule($0, "are", $0.count + 3) }
        + ["selor", "sele", "sei", "se"].map { Rule($0, "s", $0.count + 3) }
        + [Rule("ei", "e", 5)]

    private static let irregular: [Language: [[UInt8]: [UInt8]]] = [
        .es: table(["dias": "dia", "line": "lin", "rapid": "rap"]),
        .pt: table(["rapid": "rap", "dificel": "dificil", "facel": "facil"]),
        .ro: table(["comenz": "comand", "reteau": "ret", "retel": "ret", "contur": "cont", "serviciu": "servic"]),
    ]

    private static func table(_ words: [String: String]) -> [[UInt8]: [UInt8]] {
        Dictionary(uniqueKeysWithValues: words.map { (Array($0.utf8), Array($1.utf8)) })
    }
}

extension [UInt8] {
    fileprivate func hasSuffix(_ ending: [UInt8]) -> Bool {
        count >= ending.count && self[(count - ending.count)...].elementsEqual(ending)
    }
}
