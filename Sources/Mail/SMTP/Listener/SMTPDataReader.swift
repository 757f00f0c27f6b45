import Foundation

/// Reads what follows DATA: takes the doubled dots away and finds the end (RFC 5321 §4.5.2).
///
/// Only CRLF . CRLF ends a mail. A bare LF or CR is data and stays as it is: whoever hides a second mail behind
/// `LF . LF` or `LF . CRLF` (SMTP smuggling, CVE-2023-51764) finds it inside the first one, as text.
struct SMTPDataReader {
    private enum Place {
        /// After CRLF, or at the very beginning.
        case lineStart
        case text
        /// After a CR, which is already passed on.
        case carriageReturn
        /// After a dot at the start of a line, which is not passed on.
        case dot
        /// After that dot and a CR, which is not yet passed on.
        case dotCarriageReturn
    }

    private var place = Place.lineStart
    private(set) var isFinished = false

    private static let cr = UInt8(ascii: "\r"), lf = UInt8(ascii: "\n"), dot = UInt8(ascii: ".")

    /// Passes text on in pieces as large as they come.
    /// - Returns: how many bytes were used; fewer than given only when the mail ends among them.
    mutating func read(_ bytes: UnsafeRawBufferPointer, into pass: (UnsafeRawBufferPointer) -> Void) -> Int {
        var index = 0
        while index < bytes.count, !isFinished {
            switch place {
            case .lineStart, .text: index = readText(bytes, from: index, into: pass)
            default: index = readMark(bytes, at: index, into: pass)
            }
        }
        return index
    }

    private mutating func readText(
        _ bytes: UnsafeRawBufferPointer, from start: Int, into pass: (UnsafeRawBufferPointer) -> Void
    ) -> Int {
        var index = start
        while index < bytes.count {
            if place == .lineStart, bytes[index] == Self.dot {
                hand(bytes, start, index, pass)
                place = .dot
                return index + 1
            }
            place = .text
            guard let end = bytes.firstCarriageReturn(from: index) else {
                index = bytes.count
                break
            }
            index = end + 1
            guard index < bytes.count, bytes[index] == Self.lf else {
                place = .carriageReturn
                break
            }
            index += 1
            place = .lineStart
        }
        hand(bytes, start, index, pass)
        return index
    }

    private mutating func readMark(
        _ bytes: UnsafeRawBufferPointer, at index: Int, into pass: (UnsafeRawBufferPointer) -> Void
    ) -> Int {
        let byte = bytes[index]
        switch (place, byte) {
        case (.carriageReturn, Self.lf), (.carriageReturn, Self.cr):
            place = byte == Self.lf ? .lineStart : .carriageReturn
            hand(bytes, index, index + 1, pass)
            return index + 1
        case (.dot, Self.cr):
            place = .dotCarriageReturn
            return index + 1
        case (.dotCarriageReturn, Self.lf):
            isFinished = true
            return index + 1
        case (.dotCarriageReturn, _):
            withUnsafeBytes(of: Self.cr, pass)
            place = .carriageReturn
            return index
        default:
            place = .text
            return index
        }
    }

    private func hand(_ bytes: UnsafeRawBufferPointer, _ from: Int, _ to: Int, _ pass: (UnsafeRawBufferPointer) -> Void) {
        if from < to { pass(UnsafeRawBufferPointer(rebasing: bytes[from..<to])) }
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func firstCarriageReturn(from start: Int) -> Int? {
        guard let base = baseAddress, let found = memchr(base + start, 0x0D, count - start) else { return nil }
        return UnsafeRawPointer(found) - base
    }
}
