/// Character references of HTML (`&amp;`, `&#8217;`, `&#x2019;`), decoded. An unknown one stays as it is written.
struct Entities: Sendable {
    /// In attribute values `&copy=1` is part of an address, not a sign (§13.2.5.73).
    enum Place: Sendable { case text, attribute }
    let place: Place

    static func decode(_ bytes: some Collection<UInt8>, in place: Place = .text) -> [UInt8] {
        Entities(place: place).decode(Array(bytes))
    }

    private func decode(_ source: [UInt8]) -> [UInt8] {
        guard source.contains(.ampersand) else { return source }
        var result: [UInt8] = []
        result.reserveCapacity(source.count)
        var index = 0
        while index < source.count {
            if source[index] == .ampersand, let (scalar, end) = reference(in: source, at: index + 1) {
                result.append(contentsOf: String(scalar).utf8)
                index = end
            } else {
                result.append(source[index])
                index += 1
            }
        }
        return result
    }

    /// The character whose reference begins behind the `&`, and where it ends.
    private func reference(in source: [UInt8], at start: Int) -> (Unicode.Scalar, Int)? {
        guard start < source.count else { return nil }
        return source[start] == UInt8(ascii: "#") ? number(in: source, at: start + 1) : name(in: source, at: start)
    }

    private func number(in source: [UInt8], at start: Int) -> (Unicode.Scalar, Int)? {
        let isHex = start < source.count && source[start].lowercased == UInt8(ascii: "x")
        let radix: UInt32 = isHex ? 16 : 10
        let first = isHex ? start + 1 : start
        var index = first
        var value: UInt32 = 0
        while index < source.count, let digit = source[index].digit, digit < radix {
            value = min(value * radix + digit, 0x11_0000)
            index += 1
        }
        guard index > first else { return nil }
        if index < source.count, source[index] == .semicolon { index += 1 }
        return (scalar(value), index)
    }

    private func scalar(_ number: UInt32) -> Unicode.Scalar {
        let isWindows = (128..<160).contains(number) && EntityNames.windows[Int(number) - 128] != 0
        let value = isWindows ? EntityNames.windows[Int(number) - 128] : number
        return value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}"
    }

    private func name(in source: [UInt8], at start: Int) -> (Unicode.Scalar, Int)? {
        var end = start
        while end < source.count, end - start <= EntityNames.longest, source[end].isLetter || source[end].isDigit { end += 1 }
        guard end > start else { return nil }
        if end < source.count, source[end] == .semicolon, let scalar = scalar(named: source[start..<end]) { return (scalar, end + 1) }
        for shorter in stride(from: min(end, start + 6), to: start + 1, by: -1) {
            let name = String(decoding: source[start..<shorter], as: UTF8.self)
            guard EntityNames.withoutSemicolon.contains(name), mayEnd(at: shorter, in: source) else { continue }
            if let scalar = scalar(named: source[start..<shorter]) { return (scalar, shorter) }
        }
        return nil
    }

    /// Whether a name without semicolon may end there.
    private func mayEnd(at index: Int, in source: [UInt8]) -> Bool {
        guard place == .attribute, index < source.count else { return true }
        return !source[index].isLetter && !source[index].isDigit && source[index] != .equals
    }

    private func scalar(named name: ArraySlice<UInt8>) -> Unicode.Scalar? {
        EntityNames.points[String(decoding: name, as: UTF8.self)].flatMap(Unicode.Scalar.init)
    }
}

extension UInt8 {
    /// Its value as a hexadecimal digit.
    fileprivate var digit: UInt32? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(self - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(self - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(self - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
