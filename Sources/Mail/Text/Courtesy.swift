/// Tells a message that only thanks or confirms, so that it need not reopen a solved ticket.
package enum Courtesy {
    /// More words than this are read by a person.
    private static let mostWords = 24

    /// True only where every word is known to be courtesy, in one language; in doubt never.
    /// - Parameter text: what the sender newly wrote, without quotes and signature.
    package static func isOnlyThanks(_ text: String, hasAttachments: Bool) -> Bool {
        guard text.utf8.count <= 1_000, !hasAttachments, !text.contains(where: { asks.contains($0) || $0.isNumber }) else { return false }
        let lines = text.split(whereSeparator: \.isNewline).map(words).filter { !$0.isEmpty }
        let all = lines.flatMap { $0 }
        guard !all.isEmpty, all.count <= mostWords else { return all.isEmpty && text.contains { thumbs.contains($0) } }
        return CourtesyWords.languages.contains { isOnlyThanks(lines, in: $0) }
    }

    private static let asks: Set<Character> = ["?", "¿", "？", "؟", "@", "/"]
    private static let thumbs: Set<Character> = ["👍", "🙏", "❤️", "👌", "👍🏻", "👍🏼", "👍🏽", "👍🏾", "👍🏿", "🙏🏻", "🙏🏼", "🙏🏽"]

    private static func isOnlyThanks(_ lines: [[String]], in language: CourtesyWords) -> Bool {
        var lines = lines
        if let first = lines.first { lines[0] = withoutGreeting(first, in: language) }
        if lines.count > 1, isName(lines[lines.count - 1], in: language) { lines.removeLast() }
        let spoken = lines.flatMap { $0 }.map { $0.lowercased() }
        guard spoken.contains(where: language.thanks.contains) else { return false }
        return withoutNameAtEnd(lines.flatMap { $0 }, in: language).allSatisfy { language.knows($0.lowercased()) }
    }

    /// "Hi Ana," and "Buenos días, Ana" before the rest.
    private static func withoutGreeting(_ words: [String], in language: CourtesyWords) -> [String] {
        guard let first = words.first, language.greetings.contains(first.lowercased()) else { return words }
        let rest = words.dropFirst().drop { language.greetings.contains($0.lowercased()) }
        guard let name = rest.first, isName(name), !language.knows(name.lowercased()) else { return Array(rest) }
        return Array(rest.dropFirst())
    }

    /// A last line of up to three capitalised words.
    private static func isName(_ words: [String], in language: CourtesyWords) -> Bool {
        words.count <= 3 && words.allSatisfy { isName($0) && !language.knows($0.lowercased()) }
    }

    /// "Thanks Ana": one name behind a word of thanks.
    private static func withoutNameAtEnd(_ words: [String], in language: CourtesyWords) -> [String] {
        guard words.count >= 2, let last = words.last, isName(last), !language.knows(last.lowercased()),
            language.thanks.contains(words[words.count - 2].lowercased()) || language.closings.contains(words[words.count - 2].lowercased())
        else { return words }
        return words.dropLast()
    }

    private static func isName(_ word: String) -> Bool {
        word.count >= 2 && word.first?.isUppercase == true && word.dropFirst().allSatisfy { $0.isLowercase || $0 == "-" || $0 == "'" }
    }

    private static func words(_ line: Substring) -> [String] {
        line.replacing("’", with: "'").split { !$0.isLetter && $0 != "'" && $0 != "-" }.map { $0.filter { $0 != "-" } }.filter { !$0.isEmpty }
    }
}
