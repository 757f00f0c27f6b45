/// Traces of a date, in whatever language its words are.
enum DateShape {
    /// 1980 to 2099 as a number of its own.
    static func hasYear(_ bytes: ArraySlice<UInt8>) -> Bool {
        numbers(in: bytes).contains { range in
            range.count == 4 && ["20", "198", "199"].contains { bytes[range].starts(with: $0.utf8) }
        }
    }

    /// `9:05`, `17.50`, `10h30`.
    static func hasTime(_ bytes: ArraySlice<UInt8>) -> Bool {
        let numbers = numbers(in: bytes)
        return zip(numbers, numbers.dropFirst()).contains { hour, minute in
            hour.count <= 2 && minute.count == 2 && minute.lowerBound == hour.upperBound + 1
                && ":.h".utf8.contains(bytes[hour.upperBound])
        }
    }

    private static func numbers(in bytes: ArraySlice<UInt8>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start: Int?
        for index in bytes.indices {
            if bytes[index].isASCIIDigit {
                start = start ?? index
            } else if let begin = start {
                found.append(begin..<index)
                start = nil
            }
        }
        if let begin = start { found.append(begin..<bytes.endIndex) }
        return found
    }
}
