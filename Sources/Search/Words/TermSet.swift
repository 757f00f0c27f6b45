/// Distinct terms in the order they came, in one buffer, each after a space.
struct TermSet {
    private(set) var text: [UInt8] = []
    private var ends: [Int] = [0]
    private var slots = [Int32](repeating: -1, count: 64)

    /// Adds the term that `write` appends; takes it back where it is known already.
    mutating func insert(_ write: (inout [UInt8]) -> Void) -> Bool {
        let start = text.count
        text.append(UInt8(ascii: " "))
        write(&text)
        let slot = slot(of: start + 1..<text.count)
        guard slots[slot] < 0 else {
            text.removeLast(text.count - start)
            return false
        }
        slots[slot] = Int32(ends.count - 1)
        ends.append(text.count)
        if ends.count * 2 > slots.count { grow() }
        return true
    }

    /// Where the term stands or would stand. The hash is seeded, so that nobody can make terms that meet.
    private func slot(of term: Range<Int>) -> Int {
        text.withUnsafeBytes { bytes in
            let wanted = UnsafeRawBufferPointer(rebasing: bytes[term])
            var hasher = Hasher()
            hasher.combine(bytes: wanted)
            var slot = hasher.finalize() & (slots.count - 1)
            while slots[slot] >= 0 {
                let known = ends[Int(slots[slot])] + 1..<ends[Int(slots[slot]) + 1]
                if known.count == wanted.count, bytes[known].elementsEqual(wanted) { break }
                slot = (slot + 1) & (slots.count - 1)
            }
            return slot
        }
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for number in 0..<ends.count - 1 {
            slots[slot(of: ends[number] + 1..<ends[number + 1])] = Int32(number)
        }
    }
}
