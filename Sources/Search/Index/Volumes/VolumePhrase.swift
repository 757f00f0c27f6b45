/// Finds the documents in which words stand in a row.
struct VolumePhrase {
    struct Word {
        let ids: [Int64]
        /// Where it stands in each of them.
        let parts: [ArraySlice<UInt8>]
    }

    let words: [Word]

    var documents: [Int64] {
        guard let first = words.first, words.allSatisfy({ $0.parts.count == $0.ids.count }) else { return [] }
        let common = words.dropFirst().reduce(first.ids) { intersection($0, $1.ids) }
        let parts = words.map { self.parts(of: common, $0) }
        return common.indices.filter { index in isInRow(parts.map { $0[index] }) }.map { common[$0] }
    }

    /// Where a word stands in some of its documents, ascending.
    private func parts(of ids: [Int64], _ word: Word) -> [ArraySlice<UInt8>] {
        var index = 0
        return ids.map { id in
            while word.ids[index] < id { index += 1 }
            return word.parts[index]
        }
    }

    private func isInRow(_ parts: [ArraySlice<UInt8>]) -> Bool {
        var starts = PostingReader.places(parts[0])
        for (offset, part) in parts.enumerated().dropFirst() {
            let places = Set(PostingReader.places(part))
            starts = starts.filter { places.contains($0 + offset) }
            if starts.isEmpty { return false }
        }
        return !starts.isEmpty
    }
}

// Of ascending ids.

func intersection(_ one: [Int64], _ other: [Int64]) -> [Int64] {
    var result: [Int64] = [], left = 0, right = 0
    while left < one.count, right < other.count {
        if one[left] == other[right] {
            result.append(one[left])
            left += 1
            right += 1
        } else if one[left] < other[right] {
            left += 1
        } else {
            right += 1
        }
    }
    return result
}

func difference(_ one: [Int64], _ other: [Int64]) -> [Int64] {
    var right = 0
    return one.filter { id in
        while right < other.count, other[right] < id { right += 1 }
        return right == other.count || other[right] != id
    }
}

func union(_ lists: [[Int64]]) -> [Int64] {
    switch lists.count {
    case 0: return []
    case 1: return lists[0]
    case 2: return union(lists[0], lists[1])
    default:
        let half = lists.count / 2
        return union(union(Array(lists[..<half])), union(Array(lists[half...])))
    }
}

private func union(_ one: [Int64], _ other: [Int64]) -> [Int64] {
    var result: [Int64] = [], left = 0, right = 0
    result.reserveCapacity(one.count + other.count)
    while left < one.count, right < other.count {
        let (id, next) = (one[left], other[right])
        result.append(min(id, next))
        if id <= next { left += 1 }
        if next <= id { right += 1 }
    }
    return result + one[left...] + other[right...]
}
