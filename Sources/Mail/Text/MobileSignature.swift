/// The line a phone or program adds by itself: "Sent from my iPhone".
enum MobileSignature {
    /// True for a line that is nothing else. Code and prose that merely contain the words are not.
    static func matches(_ line: Substring) -> Bool {
        let bare = line.prefix(240).drop { "*_<([-–—~ \t\u{A0}".contains($0) }
        let text = FoldedText(bare, limit: 240)
        guard !text.isEmpty, text.bytes.count <= 160 else { return false }
        return opensAsOne(text) || endsAsOne(text)
    }

    private static func opensAsOne(_ text: FoldedText) -> Bool {
        MobileSignatureWords.openings.contains { opening in
            text.hasPrefix(opening) && words(text.bytes.dropFirst(opening.bytes.count)) <= MobileSignatureWords.longestDevice
        }
    }

    /// German, Chinese and others put the verb last: "Von meinem iPhone gesendet".
    private static func endsAsOne(_ text: FoldedText) -> Bool {
        MobileSignatureWords.frames.contains { frame in
            text.hasPrefix(frame.opening) && text.bytes.count <= 110
                && (text.hasSuffix(frame.ending) || text.hasSuffix(Phrase(bytes: frame.ending.bytes + [UInt8(ascii: ".")])))
        }
    }

    private static func words(_ bytes: ArraySlice<UInt8>) -> Int {
        let link = bytes.firstIndex { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "(") } ?? bytes.endIndex
        return bytes[..<link].split(separator: UInt8(ascii: " ")).count
    }
}
