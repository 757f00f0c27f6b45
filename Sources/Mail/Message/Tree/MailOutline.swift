import Glibc
import Primitives

/// What stands where in a mail, found in one cheap pass before GMime reads it, so that no limit depends on GMime's patience.
struct MailOutline {
    var header: HeaderBlock
    /// Just behind the last byte that is read.
    var end: Int
    /// Bytes to be overwritten in GMime's copy: each hides a multipart that lies too deep, or a part's field that is too long.
    var patches: [(offset: Int, byte: UInt8)] = []
    var notices: [Notice] = []

    /// The first letter of `multipart` where it is hidden, so that GMime takes the part for a leaf.
    static let hidden = UInt8(ascii: "x")

    init(_ buffer: UnsafeRawBufferPointer, limits: MailLimits) {
        end = min(buffer.count, limits.size)
        let start = Self.start(of: buffer, end: end)
        header = HeaderBlock(buffer, from: start, to: end, limits: limits)
        if buffer.count > limits.size { notices.append(MailNotice.tooLarge) }
        if header.tooMany { notices.append(MailNotice.tooManyHeaders) }
        if header.tooLong { notices.append(MailNotice.headerTooLong) }
        if header.fields.isEmpty { notices.append(MailNotice.notMail) }
        guard let type = header.fields.first("content-type"), let boundary = MultipartBoundary(type) else { return }
        var walk = PartWalk(buffer: buffer, from: header.bodyStart, to: end, limits: limits, boundary: boundary)
        walk.run()
        end = walk.end
        patches = walk.patches
        notices += walk.notices
    }

    /// Behind a byte order mark, empty lines and an mbox separator.
    private static func start(of buffer: UnsafeRawBufferPointer, end: Int) -> Int {
        var start = buffer.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var lines = LineCursor(buffer, from: start, to: end)
        while let line = lines.next() {
            let isMarked = buffer[line].starts(with: Array("From ".utf8)) || buffer[line].starts(with: Array(">From ".utf8))
            // "From : Ana" is a field of an old program.
            guard isMarked && HeaderBlock.colon(in: buffer, line) == nil || buffer[line].allSatisfy({ $0.isBlank || $0 == 0x0D || $0 == 0 }) else { return start }
            start = lines.position
        }
        return start
    }
}

/// The line that parts a multipart: two hyphens and the `boundary` of its Content-Type.
struct MultipartBoundary {
    let marker: [UInt8]

    /// RFC 2046 §5.1.1 allows 70 bytes.
    private static let longest = 500

    /// `nil` where the type is no multipart or names no boundary.
    init?(_ type: RawField) {
        let parsed = HeaderParameters(type)
        guard parsed.value.hasPrefix("multipart/"), let boundary = parsed["boundary"], boundary.utf8.count <= Self.longest else { return nil }
        marker = Array("--".utf8) + Array(boundary.utf8)
    }

    enum Mark { case opening, closing }

    func mark(_ buffer: UnsafeRawBufferPointer, _ line: Range<Int>) -> Mark? {
        guard line.count >= marker.count, let base = buffer.baseAddress, memcmp(base + line.lowerBound, marker, marker.count) == 0 else { return nil }
        let rest = buffer[(line.lowerBound + marker.count)..<line.upperBound]
        if rest.starts(with: [0x2D, 0x2D]) { return .closing }
        return rest.allSatisfy { $0.isBlank || $0 == 0x0D } ? .opening : nil
    }
}

/// Walks the parts of a mail line by line, with a stack of boundaries no deeper than the limit.
private struct PartWalk {
    let buffer: UnsafeRawBufferPointer
    let limits: MailLimits
    var end: Int
    var patches: [(offset: Int, byte: UInt8)] = []
    var notices: [Notice] = []
    private var lines: LineCursor
    private var stack: [MultipartBoundary]
    private var parts = 1
    /// Lines that look like boundaries, each compared with every open multipart.
    private var comparisons = 0
    private static let mostComparisons = 5_000_000
    private var closed = false

    init(buffer: UnsafeRawBufferPointer, from start: Int, to end: Int, limits: MailLimits, boundary: MultipartBoundary) {
        self.buffer = buffer
        self.limits = limits
        self.end = end
        lines = LineCursor(buffer, from: start, to: end)
        stack = [boundary]
    }

    mutating func run() {
        while let line = lines.next() {
            guard line.count >= 2, buffer[line.lowerBound] == 0x2D, buffer[line.lowerBound + 1] == 0x2D else { continue }
            comparisons += stack.count
            let mark = meet(line)
            parts += mark == .opening ? 1 : 0
            guard parts <= limits.parts, comparisons <= Self.mostComparisons else {
                end = line.lowerBound
                notices.append(MailNotice.tooManyParts)
                return
            }
            guard mark == .opening else { continue }
            readHeader()
        }
        if !closed { notices.append(MailNotice.incomplete) }
    }

    /// Leaves the multiparts that the line ends.
    private mutating func meet(_ line: Range<Int>) -> MultipartBoundary.Mark? {
        for level in stack.indices.reversed() {
            guard let mark = stack[level].mark(buffer, line) else { continue }
            stack.removeSubrange((level + 1)...)
            if mark == .closing {
                closed = level == 0
                if level > 0 { stack.removeLast() }
            }
            return mark
        }
        return nil
    }

    private mutating func readHeader() {
        let block = PartHeader(buffer, from: lines.position, to: end, longest: 64 * 1024)
        patches += block.overlong.map { (offset: $0, byte: UInt8(ascii: "X")) }
        if !block.overlong.isEmpty, !notices.contains(MailNotice.headerTooLong) { notices.append(MailNotice.headerTooLong) }
        guard let type = block.type, let boundary = MultipartBoundary(type.field) else { return }
        if stack.count < limits.depth {
            stack.append(boundary)
        } else if let word = buffer[type.range].firstIndex(where: { $0.asciiLowercased == UInt8(ascii: "m") }) {
            patches.append((offset: word, byte: MailOutline.hidden))
            if !notices.contains(MailNotice.tooDeep) { notices.append(MailNotice.tooDeep) }
        }
    }
}

/// What the walk needs of a part's header.
private struct PartHeader {
    var type: (field: RawField, range: Range<Int>)?
    /// Where fields begin that are longer than GMime should parse.
    var overlong: [Int] = []

    init(_ buffer: UnsafeRawBufferPointer, from start: Int, to end: Int, longest: Int) {
        var lines = LineCursor(buffer, from: start, to: end)
        var field: (start: Int, colon: Int)?
        var previous = start
        while let line = lines.next(), !line.isEmpty {
            if !buffer[line.lowerBound].isBlank {
                close(buffer, field, end: previous, longest: longest)
                guard let colon = HeaderBlock.colon(in: buffer, line) else { return }
                field = (line.lowerBound, colon)
            }
            previous = line.upperBound
        }
        close(buffer, field, end: previous, longest: longest)
    }

    private mutating func close(_ buffer: UnsafeRawBufferPointer, _ field: (start: Int, colon: Int)?, end: Int, longest: Int) {
        guard let field, field.colon < end else { return }
        let name = String(decoding: buffer[field.start..<field.colon].prefix { !$0.isBlank }.prefix(40), as: UTF8.self).lowercased()
        guard name.hasPrefix("content-") else { return }
        if end - field.start > longest {
            overlong.append(field.start)
        } else if name == "content-type" {
            // Of two, GMime believes the last.
            let value = (field.colon + 1)..<end
            type = (RawField(name: "Content-Type", value: Array(buffer[value])), value)
        }
    }
}
