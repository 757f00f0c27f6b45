/// What a line has of an attribution.
struct AttributionShape {
    enum Kind {
        /// Opens with "On", "Le", "Am" …
        case word
        /// Opens with a date or a weekday.
        case date
        /// Opens with the writer's name or address.
        case name
    }

    private let text: FoldedText

    init(_ line: some StringProtocol) {
        let bare = line.drop { $0 == "-" || $0 == "*" || $0 == "_" || $0 == "—" || $0.isWhitespace }
        text = FoldedText(bare, limit: 700)
    }

    /// `nil` where no attribution can begin with this line.
    var kind: Kind? {
        if hasDigit(within: 80), AttributionWords.openings.contains(where: { text.opens(with: $0) }) { return .word }
        if beginsWithDate { return .date }
        if text.bytes.count < 300, hasAddress || isClosed && hasVerb { return .name }
        return nil
    }

    /// Ends as only the last line of an attribution does.
    var isClosed: Bool { AttributionWords.closings.contains { text.hasSuffix($0) } }

    func isComplete(_ kind: Kind, quoteFollows: () -> Bool) -> Bool {
        switch kind {
        case .word: isClosed && (hasVerb ? (hasDate || hasAddress || quoteFollows()) : hasDate && endsWithAddress)
        case .date: isClosed ? (hasVerb || hasAddress) : (isGmailStamp || hasAddress && !hasVerb && quoteFollows())
        case .name: isClosed && hasVerb && text.bytes.count < 300 && (isAddressBeforeVerb || hasDate && endsWithVerbOrDate || quoteFollows())
        }
    }

    /// A line with nothing but "wrote:" or ":".
    static func isLoneVerb(_ line: some StringProtocol) -> Bool {
        let text = FoldedText(line, limit: 60)
        return AttributionWords.closings.contains { text.hasSuffix($0) }
            && (text.bytes.count == 1 || AttributionWords.verbs.contains { text.opens(with: $0) && text.bytes.count <= $0.bytes.count + 3 })
    }

    private var hasVerb: Bool { text.says(anyOf: AttributionWords.verbs) }

    private var hasAddress: Bool {
        guard let at = text.bytes.firstIndex(of: UInt8(ascii: "@")), at > 0, at + 1 < text.bytes.count else { return false }
        return text.bytes[at - 1].isWordByte && text.bytes[at + 1].isWordByte
    }

    /// "Ana <ana@example.com> wrote", where "Sent to ana@example.com" is a sentence.
    private var isAddressBeforeVerb: Bool {
        guard hasAddress, let at = text.bytes.firstIndex(of: UInt8(ascii: "@")) else { return false }
        return FoldedText(bytes: Array(text.bytes[at...])).says(anyOf: AttributionWords.verbs)
    }

    /// `…>:`, `…):` or an address right before the colon.
    private var endsWithAddress: Bool {
        guard let end = text.bytes.dropLast().last(where: { $0 != UInt8(ascii: " ") }) else { return false }
        return hasAddress && (end == UInt8(ascii: ">") || end == UInt8(ascii: ")") || end.isWordByte)
    }

    private var endsWithVerbOrDate: Bool {
        AttributionWords.verbs.contains { verb in
            AttributionWords.closings.contains { text.hasSuffix(Phrase(bytes: verb.bytes + $0.bytes)) }
        } || text.bytes.dropLast().last?.isASCIIDigit == true
    }

    private var hasDate: Bool { DateShape.hasYear(text.bytes[...]) || DateShape.hasTime(text.bytes[...]) }

    private var beginsWithDate: Bool {
        guard text.bytes.first?.isASCIIDigit == true || AttributionWords.weekdays.contains(where: { text.opens(with: $0) }) else { return false }
        let opening = text.bytes.prefix(45)
        return DateShape.hasYear(opening) || DateShape.hasTime(opening)
    }

    /// `2016-03-03 17:21 GMT+01:00 Ana`, which Gmail once wrote in all languages.
    private var isGmailStamp: Bool {
        text.bytes.count < 120 && text.contains(" gmt") && DateShape.hasYear(text.bytes.prefix(4)) && DateShape.hasTime(text.bytes.prefix(17))
    }

    private func hasDigit(within count: Int) -> Bool { text.bytes.prefix(count).contains(where: \.isASCIIDigit) }
}
