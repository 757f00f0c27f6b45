import CUchardet

/// What bytes of unknown origin are written in.
extension Charset {
    /// Bytes looked at: enough to be sure, few enough to be quick.
    private static let sample = 64 * 1024

    /// By byte order mark, then UTF-8 where it is valid, then libuchardet, else windows-1252.
    package static func guess(_ bytes: [UInt8]) -> Charset {
        if let marked = byteOrderMark(of: bytes) { return marked }
        if let wide = wideCharset(of: bytes) { return wide }
        let sevenBit = bytes.isASCII
        if sevenBit, !bytes.contains(0x1B), !looksLikeHZ(bytes) { return .windows1252 }
        if !sevenBit, bytes.isUTF8 { return .utf8 }
        if let detected = detected(bytes), sevenBit ? !detected.extendsASCII : isCredible(detected, for: bytes) { return detected }
        return .windows1252
    }

    /// Single-byte encodings of Latin letters, which only much text can tell apart.
    private static let latin: Set<String> = [
        "iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-10", "iso-8859-13", "iso-8859-14", "iso-8859-15", "iso-8859-16",
        "windows-1250", "windows-1254", "windows-1257", "windows-1258", "macintosh", "mac-centraleurope", "ibm852", "ibm865",
    ]
    private static let manyBytes: Set<String> = ["gb18030", "big5", "euc-jp", "shift_jis", "euc-kr", "euc-tw", "johab", "utf-16le", "utf-16be", "utf-32le", "utf-32be"]

    /// Some accented letters amid others tell nothing: only words of other scripts, whole or many, are believed.
    private static func isCredible(_ charset: Charset, for bytes: [UInt8]) -> Bool {
        guard !manyBytes.contains(charset.name) else { return charset.decoded(bytes).illegal == 0 || bytes.count > 200 }
        var (high, letters, runs, wasHigh) = (0, 0, 0, false)
        for byte in bytes.prefix(sample) {
            if byte >= 0x80, !wasHigh { runs += 1 }
            wasHigh = byte >= 0x80
            high += wasHigh ? 1 : 0
            letters += byte.isAlphabetic ? 1 : 0
        }
        if latin.contains(charset.name) { return high >= 8 }
        return high >= 2 * runs && (high >= 12 || high >= letters)
    }

    static func byteOrderMark(of bytes: [UInt8]) -> Charset? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return .utf32LE }
        if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return .utf32BE }
        if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LE }
        if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BE }
        return nil
    }

    /// The text, decoded as declared; where that is missing or plainly wrong, as guessed.
    package static func text(of bytes: [UInt8], declared: Charset?) -> String {
        if let marked = byteOrderMark(of: bytes), bytes.count > 3 || marked == .utf8 {
            return String(marked.decode(bytes).trimmingPrefix("\u{FEFF}"))
        }
        guard let declared else { return guess(bytes).decode(bytes) }
        if declared == .windows1252 || declared.name.hasPrefix("utf-16") && !bytes.prefix(sample).contains(0), !bytes.isASCII, bytes.isUTF8 {
            return Charset.utf8.decode(bytes)
        }
        let (text, illegal) = declared.decoded(bytes)
        return illegal == 0 ? text : better(than: text, illegal: illegal, of: bytes, declared: declared)
    }

    /// Text declared wrongly reads better as something else: as UTF-8 where it is that, else as guessed where a quarter of what is
    /// not ASCII was refused.
    private static func better(than text: String, illegal: Int, of bytes: [UInt8], declared: Charset) -> String {
        if bytes.isUTF8, declared.extendsASCII { return Charset.utf8.decode(bytes) }
        let highBytes = bytes.count { $0 >= 0x80 }
        guard illegal * 4 > highBytes else { return text }
        // Letters that came out whole are no accident: what is broken was cut.
        let whole = declared == .utf8 ? text.unicodeScalars.count { $0.value >= 0x80 && $0 != "\u{FFFD}" } : 0
        if whole > illegal || whole > 0 && illegal == 1 && text.last == "\u{FFFD}" { return text }
        let guessed = guess(bytes)
        let probe = Array(bytes.prefix(sample))
        return guessed.decoded(probe).illegal < declared.decoded(probe).illegal ? guessed.decode(bytes) : text
    }

    /// UTF-16 and UTF-32 without a mark, by where their zero bytes stand.
    private static func wideCharset(of bytes: [UInt8]) -> Charset? {
        var zeros = [0, 0, 0, 0]
        let length = min(bytes.count, 4096) / 4 * 4
        for index in 0..<length where bytes[index] == 0 { zeros[index % 4] += 1 }
        let most = length / 4 * 9 / 10
        guard length >= 8, zeros.reduce(0, +) * 3 >= length else { return nil }
        if zeros[0] < most / 2, zeros[1] >= most, zeros[2] >= most / 2, zeros[3] >= most { return .utf32LE }
        if zeros[0] >= most, zeros[1] >= most / 2, zeros[2] >= most, zeros[3] < most / 2 { return .utf32BE }
        if zeros[0] + zeros[2] == 0, (zeros[1] + zeros[3]) * 2 >= most { return .utf16LE }
        if zeros[1] + zeros[3] == 0, (zeros[0] + zeros[2]) * 2 >= most { return .utf16BE }
        return nil
    }

    private static func looksLikeHZ(_ bytes: [UInt8]) -> Bool {
        zip(bytes, bytes.dropFirst()).contains { $0 == (0x7E, 0x7B) }
    }

    private static func detected(_ bytes: [UInt8]) -> Charset? {
        guard let detector = uchardet_new() else { return nil }
        defer { uchardet_delete(detector) }
        bytes.withUnsafeBytes { buffer in
            _ = uchardet_handle_data(detector, buffer.baseAddress, min(buffer.count, sample))
        }
        uchardet_data_end(detector)
        guard let name = uchardet_get_charset(detector) else { return nil }
        return Charset(label: String(cString: name))
    }
}
