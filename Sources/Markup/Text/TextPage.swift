/// Lines of text in the making: folds white space, ends lines and paragraphs once, and puts `> ` before quoted ones.
struct TextPage: Sendable {
    private var bytes: [UInt8] = []
    /// Where the line being written begins in `bytes`, behind its quote marks.
    private var lineStart = 0
    private var lineIsOpen = false
    /// A space was read and waits for the next word.
    private var space: UInt8?
    /// Empty lines wanted before the next word.
    private var emptyLines = 0
    /// `- ` or `1. `, before the next word.
    private var marker: String?
    var quoteDepth = 0
    /// How deep the last line written is quoted.
    private var lastDepth = 0

    /// More empty lines in a row than this are left out.
    private static let mostEmptyLines = 2

    var count: Int { bytes.count }

    /// What has been written from there on, without what surrounds it.
    func text(from start: Int) -> String {
        String(decoding: bytes[min(start, bytes.count)...].drop { $0.isSpace || $0 == .greater }, as: UTF8.self)
    }

    /// Writes words; white space between them becomes one space.
    mutating func write(_ words: [UInt8]) {
        for byte in words {
            if byte.isSpace {
                space = space ?? .space
            } else {
                put(byte)
            }
        }
    }

    /// Writes text with its spaces and line ends.
    mutating func write(verbatim text: [UInt8]) {
        for (index, byte) in text.enumerated() {
            if byte == .newline {
                breakLine()
            } else if byte != 0x0D || (index + 1 < text.count && text[index + 1] != .newline) {
                put(byte)
            }
        }
    }

    private mutating func put(_ byte: UInt8) {
        if !lineIsOpen { openLine() }
        if let space, bytes.count > lineStart { bytes.append(space) }
        space = nil
        bytes.append(byte == 0 ? .question : byte)
    }

    private mutating func openLine() {
        if !bytes.isEmpty {
            for _ in 0..<min(emptyLines, Self.mostEmptyLines) {
                quoteMarks(min(lastDepth, quoteDepth))
                bytes.append(.newline)
            }
        }
        emptyLines = 0
        lastDepth = quoteDepth
        quoteMarks(quoteDepth)
        if quoteDepth > 0 { bytes.append(.space) }
        if let marker { bytes.append(contentsOf: marker.utf8) }
        marker = nil
        lineStart = bytes.count
        lineIsOpen = true
        space = nil
    }

    private mutating func quoteMarks(_ depth: Int) {
        for _ in 0..<depth { bytes.append(.greater) }
    }

    /// Ends the line if one is being written.
    mutating func endLine() {
        space = nil
        guard lineIsOpen else { return }
        bytes.append(.newline)
        lineIsOpen = false
    }

    /// `<br>`: ends the line, or leaves one empty.
    mutating func breakLine() {
        if lineIsOpen { endLine() } else { emptyLines += 1 }
    }

    mutating func endParagraph() {
        endLine()
        emptyLines = max(emptyLines, 1)
    }

    /// The line of 32 underscores that mail programs write for `<hr>`.
    mutating func rule() {
        endLine()
        write(Array(String(repeating: "_", count: 32).utf8))
        endLine()
    }

    mutating func nextCell() {
        if lineIsOpen { space = UInt8(ascii: "\t") }
    }

    mutating func mark(_ marker: String) {
        self.marker = marker
    }

    func finish() -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == .newline {
                text.trimSpaces()
                if text.isEmpty || text.suffix(Self.mostEmptyLines + 1).count(where: { $0 == .newline }) > Self.mostEmptyLines {
                    index += 1
                    continue
                }
            }
            let (shown, length) = Self.shown(bytes[index...])
            if let shown { text.append(shown) } else if length == 0 { text.append(bytes[index]) }
            index += max(length, 1)
        }
        while text.last == .newline || text.last == .space || text.last == 0x09 { text.removeLast() }
        return String(decoding: text, as: UTF8.self)
    }

    /// What stands in plain text for the character that begins there, and its length in bytes; length 0 when it stands as it is.
    /// Hard spaces become spaces, invisible fillers (U+00AD, U+034F, U+200B, U+2060, U+FEFF) and control characters go.
    private static func shown(_ rest: ArraySlice<UInt8>) -> (UInt8?, length: Int) {
        switch rest[rest.startIndex] {
        case 0x0A, 0x09: (nil, 0)
        case 0..<0x20, 0x7F: (nil, 1)
        case 0xC2 where rest.starts(with: [0xC2, 0xA0]): (.space, 2)
        case 0xC2 where rest.starts(with: [0xC2, 0xAD]): (nil, 2)
        case 0xCD where rest.starts(with: [0xCD, 0x8F]): (nil, 2)
        case 0xE2 where rest.starts(with: [0xE2, 0x80, 0x87]) || rest.starts(with: [0xE2, 0x80, 0xAF]): (.space, 3)
        case 0xE2 where rest.starts(with: [0xE2, 0x80, 0x8B]) || rest.starts(with: [0xE2, 0x81, 0xA0]): (nil, 3)
        case 0xEF where rest.starts(with: [0xEF, 0xBB, 0xBF]): (nil, 3)
        default: (nil, 0)
        }
    }
}

extension [UInt8] {
    fileprivate mutating func trimSpaces() {
        while last == .space || last == 0x09 { removeLast() }
    }
}
