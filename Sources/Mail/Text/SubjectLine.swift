/// A subject taken apart: what it is about, and what programs put before and behind it.
package struct SubjectLine: Sendable, Equatable {
    /// Without reply and forward prefixes, `[tags]` and ticket numbers; single blanks. The whole subject where nothing else is left.
    package let core: String
    /// It carries a reply prefix of any language.
    package let isReply: Bool
    /// It carries a forward prefix of any language; both are true where languages share one (Danish and Finnish VS).
    package let isForward: Bool
    private let whole: String

    package init(_ subject: String) {
        whole = subject.head(bytes: 4_000).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        var rest = whole[...]
        var kinds: Set<SubjectPrefixes.Kind> = []
        while let (kind, after) = SubjectLine.opening(of: rest) {
            if let kind { kinds.insert(kind) }
            rest = after
        }
        while let (kind, before) = SubjectLine.closing(of: rest) {
            if let kind { kinds.insert(kind) }
            rest = before
        }
        if rest.startIndex > whole.startIndex { rest = rest.drop { $0.isWhitespace || SubjectLine.joints.contains($0) } }
        let core = rest.trimmed
        self.core = core.isEmpty ? whole : core
        isReply = kinds.contains(.reply) || kinds.contains(.either)
        isForward = kinds.contains(.forward) || kinds.contains(.either)
    }

    /// Whether both are about the same, whatever their case, prefixes, tags and numbers.
    package func isSame(as other: SubjectLine) -> Bool {
        FoldedText(core, limit: 2_000) == FoldedText(other.core, limit: 2_000)
    }

    /// The ticket numbers named anywhere in the subject, in upper case and in order, such as `LBT-1042`.
    /// - Parameter prefixes: those of the departments, such as `LBT`.
    package func numbers(prefixes: Set<String>) -> [String] {
        let known = Set(prefixes.map { $0.uppercased() })
        return SubjectLine.numbers(in: whole[...]).filter { number in
            known.contains(number.prefix { $0 != "-" }.uppercased())
        }.map { $0.uppercased() }
    }

    // MARK: what stands before

    /// What may stand between prefixes, tags and the rest.
    private static let joints: Set<Character> = ["-", "–", "—", ":", "：", ",", ";", "|"]

    /// What the subject begins with, and what follows it; the kind is `nil` for a tag or a number.
    private static func opening(of text: Substring) -> (SubjectPrefixes.Kind?, Substring)? {
        let text = text.drop { $0.isWhitespace || joints.contains($0) }
        if let after = afterTag(text) { return (nil, after) }
        if let (kind, after) = afterPrefix(text) { return (kind, after) }
        if let number = number(at: text), !text.dropFirst(number.count).isEmpty { return (nil, text.dropFirst(number.count)) }
        return nil
    }

    /// `[list]`, `[LBT-1042]`, `【…】`, `(#LBT-1042)`; up to 60 characters.
    private static func afterTag(_ text: Substring) -> Substring? {
        guard let open = text.first, let close = closers[open], let end = text.prefix(62).firstIndex(of: close) else { return nil }
        let inside = text[text.index(after: text.startIndex)..<end]
        if open == "(", numbers(in: inside).isEmpty { return nil }
        let after = text[text.index(after: end)...]
        return after.contains { !$0.isWhitespace } ? after : nil
    }

    private static let closers: [Character: Character] = ["[": "]", "【": "】", "(": ")"]

    /// `Re:`, `AW :`, `Re[2]:`, `RE(3)：`, `Fwd*2:`.
    private static func afterPrefix(_ text: Substring) -> (SubjectPrefixes.Kind, Substring)? {
        guard let colon = text.prefix(30).firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
        let word = text[..<colon].trimmed
        let bare = word.prefix { $0 != "[" && $0 != "(" && $0 != "^" && $0 != "*" }
        let counter = word.dropFirst(bare.count)
        guard counter.allSatisfy({ $0.isNumber || "[]()^*".contains($0) }) else { return nil }
        guard let kind = SubjectPrefixes.kind(of: bare.trimmed) ?? SubjectPrefixes.kind(of: withoutCounter(bare)) else { return nil }
        return (kind, text[text.index(after: colon)...])
    }

    /// `Re2:` as some programs count.
    private static func withoutCounter(_ word: Substring) -> String {
        guard let last = word.lastIndex(where: { !$0.isNumber }) else { return "" }
        return word[...last].trimmed
    }

    // MARK: what stands behind

    /// `(fwd)` of old Unix programs, `(was: …)`, a number in brackets.
    private static func closing(of text: Substring) -> (SubjectPrefixes.Kind?, Substring)? {
        let text = text[..<(text.lastIndex { !$0.isWhitespace }.map(text.index(after:)) ?? text.startIndex)]
        guard text.last == ")" || text.last == "]", let open = text.lastIndex(where: { $0 == "(" || $0 == "[" }) else { return nil }
        let inside = text[open...].dropFirst().dropLast()
        let before = text[..<open]
        guard before.contains(where: { !$0.isWhitespace }) else { return nil }
        let word = FoldedText(inside)
        if word.bytes.elementsEqual("fwd".utf8) { return (.forward, before) }
        if word.hasPrefix("was:") || word.hasPrefix("was ") { return (nil, before) }
        return number(at: inside.drop { $0 == "#" }) == inside.drop { $0 == "#" } && !inside.isEmpty ? (nil, before) : nil
    }

    // MARK: numbers

    /// `LBT-1042` where the text begins with one: two to ten letters or digits, a hyphen of any kind, digits.
    private static func number(at text: Substring) -> Substring? {
        let prefix = text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
        guard (2...10).contains(prefix.count), prefix.first?.isUppercase == true, prefix.allSatisfy({ !$0.isLowercase }) else { return nil }
        let after = text[prefix.endIndex...]
        guard let hyphen = after.first, hyphens.contains(hyphen) else { return nil }
        let digits = after.dropFirst().prefix { $0.isASCII && $0.isNumber }
        guard (1...12).contains(digits.count) else { return nil }
        if let next = text[digits.endIndex...].first, next.isLetter || next.isNumber { return nil }
        return text[..<digits.endIndex]
    }

    private static let hyphens: Set<Character> = ["-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}"]

    /// Every number in the text, whatever its case, with a plain hyphen.
    private static func numbers(in text: Substring) -> [String] {
        var found: [String] = []
        var rest = text
        var before: Character?
        while let next = rest.first {
            let isStart = !(before.map { $0.isLetter || $0.isNumber || hyphens.contains($0) } ?? false)
            let candidate = rest.prefix(24).uppercased()
            if isStart, let number = number(at: candidate[...]) {
                found.append(String(number.map { hyphens.contains($0) ? "-" : $0 }))
            }
            before = next
            rest = rest.dropFirst()
        }
        return found
    }
}
