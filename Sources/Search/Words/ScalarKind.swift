/// What a Unicode scalar does to the word it stands in.
enum ScalarKind {
    /// Ends a word: space, punctuation, most symbols.
    case separator
    /// Letter or digit.
    case letter
    /// Accent or vowel sign: goes on with a word, begins none.
    case mark
    /// Soft hyphen, joiner, direction mark, skin tone: goes on with a word and leaves no trace.
    case ignorable
    /// Letter of a script written without spaces between words.
    case unspaced
    /// Emoji: a word of its own.
    case symbol

    init(_ value: UInt32) {
        switch value {
        case 0xC0...0x24F where value != 0xD7 && value != 0xF7: self = .letter
        case 0x300...0x36F: self = .mark
        case 0...0x7F: self = Self.ascii(UInt8(value)) ? .letter : .separator
        default: self = Unicode.Scalar(value).map(Self.init(looking:)) ?? .separator
        }
    }

    static func ascii(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return (lower >= 0x61 && lower <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
    }

    private init(looking scalar: Unicode.Scalar) {
        if Self.isUnspaced(scalar.value) {
            self = scalar.properties.generalCategory.isText ? .unspaced : .separator
            return
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: self = .mark
        case .format: self = scalar.value == 0x200B ? .separator : .ignorable
        case let category where category.isText: self = .letter
        case .modifierSymbol where scalar.properties.isEmojiModifier: self = .ignorable
        default: self = scalar.properties.isEmoji && scalar.value >= 0x2600 ? .symbol : .separator
        }
    }

    /// Han, Kana, Hangul, Thai, Lao, Khmer, Burmese.
    private static func isUnspaced(_ value: UInt32) -> Bool {
        switch value {
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: true
        case 0x1100...0x11FF, 0x2E80...0x2FDF, 0x3005...0x3007, 0x3041...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF: true
        case 0xA960...0xA97F, 0xAC00...0xD7FF, 0xF900...0xFAFF, 0xFF66...0xFFDC, 0x1B000...0x1B16F, 0x20000...0x3FFFF: true
        default: false
        }
    }
}

extension Unicode.GeneralCategory {
    /// Letters, numbers and the marks that spell a syllable.
    fileprivate var isText: Bool {
        switch self {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        case .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark: true
        default: false
        }
    }
}

/// The scalar at `index` of well-formed UTF-8, and how many bytes it takes.
@inline(__always)
func scalar(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> (value: UInt32, length: Int) {
    let first = UInt32(bytes[index])
    if first < 0x80 { return (first, 1) }
    func next(_ offset: Int) -> UInt32 { UInt32(bytes[index + offset] & 0x3F) }
    if first < 0xE0 { return ((first & 0x1F) << 6 | next(1), 2) }
    if first < 0xF0 { return ((first & 0x0F) << 12 | next(1) << 6 | next(2), 3) }
    return ((first & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4)
}
