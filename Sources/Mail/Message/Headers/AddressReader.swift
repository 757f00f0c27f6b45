/// Addresses of a From, To or Cc field (RFC 5322 §3.4): groups, comments, encoded names, and what people and programs make of it,
/// such as unquoted commas in names, missing brackets, semicolons between addresses.
struct AddressReader {
    private let bytes: [UInt8]
    private let text: HeaderText
    private let limit: Int
    private var position = 0
    private var segment = AddressSegment()
    /// Words before a comma that may be the first half of an unquoted name: `Doe, Jane <jane@example.org>`.
    private var half: AddressSegment?
    private var found: [MailAddress] = []
    private(set) var hitLimit = false
    /// Searches for a closing mark that failed once are not tried again: they would make the reading quadratic.
    private var (quotesEnded, commentsEnded) = (false, false)

    init(_ bytes: [UInt8], text: HeaderText, limit: Int) {
        self.bytes = bytes
        self.text = text
        self.limit = limit
    }

    mutating func read() -> [MailAddress] {
        while position < bytes.count, !hitLimit { step() }
        close()
        flushHalf()
        return found
    }

    private mutating func step() {
        switch bytes[position] {
        case UInt8(ascii: "\"") where readQuoted(): break
        case UInt8(ascii: "(") where readComment(): break
        case UInt8(ascii: "<"): readAngle()
        case UInt8(ascii: "="):
            guard let (_, end) = EncodedWord.read(bytes, at: position), !bytes[position..<end].contains(UInt8(ascii: "<")) else { return take() }
            segment.add(bytes[position..<end], isWord: true)
            position = end
        case UInt8(ascii: ","), UInt8(ascii: ";"):
            close()
            position += 1
        case UInt8(ascii: ":") where segment.mayBeGroupName:
            segment = AddressSegment()
            flushHalf()
            position += 1
        default: take()
        }
    }

    private mutating func take() {
        segment.add(bytes[position...position], isWord: false)
        position += 1
    }

    private mutating func readQuoted() -> Bool {
        guard !quotesEnded else { return false }
        var index = position + 1
        var content: [UInt8] = []
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count { index += 1 }
            content.append(bytes[index])
            index += 1
        }
        guard index < bytes.count else {
            quotesEnded = true
            return false
        }
        segment.addQuoted(content)
        position = index + 1
        return true
    }

    private mutating func readComment() -> Bool {
        guard !commentsEnded else { return false }
        var (index, depth) = (position, 0)
        var content: [UInt8] = []
        repeat {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\\"), index + 1 < bytes.count { index += 1 }
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
            if depth > 0, byte != UInt8(ascii: "(") || depth > 1 { content.append(bytes[index]) }
            index += 1
        } while depth > 0 && index < bytes.count
        guard depth == 0 else {
            commentsEnded = true
            return false
        }
        segment.comments.append(content)
        position = index
        return true
    }

    /// Up to `>`; of an address that is not closed up to the comma.
    private mutating func readAngle() {
        let start = position + 1
        let end = bytes[start...].firstIndex { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "<") } ?? bytes.count
        if end == bytes.count {
            let comma = bytes[start...].firstIndex { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") } ?? bytes.count
            segment.angle = Array(bytes[start..<comma])
            position = comma
        } else if bytes[end] == UInt8(ascii: "<") {
            position = end  // "<<jane@example.org>>", or a stray sign within the name.
        } else {
            segment.angle = Array(bytes[start..<end])
            position = end + 1
        }
    }

    private mutating func close() {
        defer { segment = AddressSegment() }
        if segment.isHalfName {
            flushHalf()
            half = segment
            return
        }
        if let first = half, segment.angle != nil, segment.hasName { segment.prepend(first) } else { flushHalf() }
        half = nil
        add(segment)
    }

    /// What was taken for half a name is a bare word: a local user, or nothing.
    private mutating func flushHalf() {
        if let half { add(half) }
        half = nil
    }

    private mutating func add(_ segment: AddressSegment) {
        guard let address = segment.address(text) else { return }
        if found.count >= limit { hitLimit = true } else { found.append(address) }
    }
}
