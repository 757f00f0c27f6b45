/// A part of a shelf's index on a server: some hundred to some ten thousand documents, and for each of their terms where it stands.
///
/// What is written waits until there is enough for a volume; later many small volumes are bound into one. So a document costs few
/// rows, a word that stands everywhere is looked for in the newest volumes only, and one that stands nearly nowhere in few.
struct Volume: Sendable, Equatable {
    /// So many documents are in one at most, or little more.
    static let largest = 65_536
    /// So many of one size are bound together.
    static let many = 16
    static let mostBound = 512

    /// Counts up; of those bound together the greatest.
    let number: Int64
    /// The ids of its documents lie between these, as may those of others.
    var first: Int64
    var last: Int64
    var documents: Int

    /// Volumes of one size are bound together.
    enum Size: CaseIterable {
        case small, middle, large
    }

    var size: Size {
        documents < 2048 ? .small : documents < Self.largest / 2 ? .middle : .large
    }

    /// The volumes to be bound into one: the oldest of a size of which there are many.
    static func toBind(_ volumes: [Volume]) -> [Volume]? {
        for size in [Size.small, .middle] {
            let alike = volumes.filter { $0.size == size }.sorted { $0.number < $1.number }
            guard alike.count >= many else { continue }
            var sum = 0
            return Array(alike.prefix(mostBound).prefix { volume in
                sum += volume.documents
                return sum <= largest
            })
        }
        return nil
    }
}

/// A term of a volume and where it stands in it.
struct VolumeRow {
    let term: Substring
    let documents: Int
    let ids: [UInt8]
    let places: [UInt8]
}

/// Gathers documents for a volume.
struct VolumeBuilder {
    private var writers: [Substring: PostingWriter] = [:]
    private(set) var first: Int64?
    private(set) var last: Int64 = 0
    private(set) var documents = 0

    /// Adds the next document; they come by ascending id.
    mutating func add(_ id: Int64, _ terms: String) {
        for (place, part) in terms.utf8.split(separator: UInt8(ascii: " ")).enumerated() {
            let hasPlaces = part.first == TermAlphabet.word
            writers[Substring(part), default: PostingWriter()].add(id, at: hasPlaces ? place : nil)
        }
        if first == nil { first = id }
        last = id
        documents += 1
    }

    /// In the order of their terms.
    var rows: [VolumeRow] {
        writers.sorted { $0.key < $1.key }.map {
            VolumeRow(term: $0.key, documents: $0.value.documents, ids: $0.value.ids, places: $0.value.places)
        }
    }
}
