/// Finds addresses in the lines of a report.
enum MailWords {
    struct Found {
        /// Domain in lower case.
        let address: String
        /// Where it stands, without brackets and quotes.
        let range: Range<Substring.Index>
    }

    /// The addresses of a line, at most eight, in order.
    static func addresses(in line: Substring) -> [Found] {
        let line = line.prefix(2_000)
        var found: [Found] = []
        var from = line.startIndex
        while found.count < 8, let at = line[from...].firstIndex(of: "@") {
            from = line.index(after: at)
            let start = localStart(before: at, in: line)
            let end = domainEnd(after: at, in: line)
            let domain = line[from..<end]
            guard start < at, domain.contains(where: { $0.isLetter || $0.isNumber }) else { continue }
            found.append(Found(address: line[start...at] + domain.lowercased(), range: start..<end))
            from = end
        }
        return found
    }

    private static func localStart(before at: Substring.Index, in line: Substring) -> Substring.Index {
        let before = line[..<at]
        if before.last == "\"", let quote = before.dropLast().lastIndex(of: "\"") { return quote }
        let rest = before.reversed().prefix { isAtom($0) }
        return line.index(at, offsetBy: -rest.count)
    }

    private static func domainEnd(after at: Substring.Index, in line: Substring) -> Substring.Index {
        let rest = line[line.index(after: at)...]
        if rest.first == "[", let close = rest.prefix(50).firstIndex(of: "]") { return line.index(after: close) }
        var domain = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "." || $0 == "_" }
        while domain.last == "." || domain.last == "-" { domain = domain.dropLast() }
        return domain.endIndex
    }

    private static func isAtom(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "!#$%&*+-/=?^_`{|}~.".contains(character)
    }
}
