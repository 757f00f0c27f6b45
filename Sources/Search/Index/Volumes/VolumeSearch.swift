import Storage

/// Finds documents in the volumes of a shelf, the newest first.
struct VolumeSearch {
    let reader: VolumeReader
    /// Documents in the volumes that are asked first; then in four times as many.
    var begin = 8192
    /// Where so many times as many places would be read as documents can be found, the documents are asked themselves; places up to
    /// `affordable` are read anyway.
    var ample = 400
    var affordable = 50_000

    /// The newest `most` documents that hold a text, from `oldest` on and before `limit`.
    func newest(_ match: TextMatch, from oldest: Int64, before limit: Int64, most: Int) throws -> [Int64] {
        var rest = try reader.volumes.get().filter { $0.first < limit && $0.last >= oldest }[...]
        var found: [Int64] = [], size = begin
        while let next = rest.first?.last {
            if found.count >= most, found.count(where: { $0 > next }) >= most { break }
            var sum = 0
            let some = rest.prefix { volume in
                defer { sum += volume.documents }
                return sum < size
            }
            found += try answer(match, Array(some)).filter { $0 < limit && $0 >= oldest }
            rest = rest.dropFirst(some.count)
            size *= 4
        }
        return Array(found.sorted(by: >).prefix(most))
    }

    private func answer(_ match: TextMatch, _ volumes: [Volume]) throws -> [Int64] {
        if volumes.reduce(0, { $0 + $1.documents }) <= begin { return try hits(match, volumes) }
        try reader.size(match.patterns, in: volumes)
        let left = volumes.filter { most(match, $0) > 0 }
        let candidates = left.reduce(0) { $0 + most(match, $1) }, places = left.reduce(0) { $0 + all(match, $1) }
        guard places > affordable, places > candidates * ample else { return try hits(match, left) }
        return try reader.matching(hits(narrowest(match, left), left), match)
    }

    private func hits(_ match: TextMatch, _ volumes: [Volume]) throws -> [Int64] {
        try reader.read(match.patterns, inPhrases: match.phrasePatterns, in: volumes)
        return try volumes.flatMap { volume in
            let ids = documents(match, volume), gone = try reader.gone(ids, from: volume)
            return gone.isEmpty ? ids : ids.filter { !gone.contains($0) }
        }
    }

    // How many.

    /// Documents of a volume that can hold it, at most.
    private func most(_ match: TextMatch, _ volume: Volume) -> Int {
        switch match {
        case .word(let terms): terms.reduce(0) { $0 + count($1, volume) }
        case .phrase(let terms): terms.map { count(TermPattern(text: $0), volume) }.min() ?? 0
        case .all(let parts): parts.map { most($0, volume) }.min() ?? 0
        case .any(let parts): parts.reduce(0) { $0 + most($1, volume) }
        case .except(let wanted, _): most(wanted, volume)
        }
    }

    /// What is to be read to know it.
    private func all(_ match: TextMatch, _ volume: Volume) -> Int {
        match.patterns.reduce(0) { $0 + count($1, volume) }
    }

    private func count(_ pattern: TermPattern, _ volume: Volume) -> Int {
        reader.entries(pattern, volume).reduce(0) { $0 + $1.documents }
    }

    /// A part that every answer holds, and fewest others.
    private func narrowest(_ match: TextMatch, _ volumes: [Volume]) -> TextMatch {
        func most(_ part: TextMatch) -> Int { volumes.reduce(0) { $0 + self.most(part, $1) } }
        func least(_ parts: [TextMatch]) -> TextMatch? { parts.map { ($0, most($0)) }.min { $0.1 < $1.1 }?.0 }
        return switch match {
        case .word: match
        case .phrase(let terms): least(terms.map { .word([TermPattern(text: $0)]) }) ?? match
        case .all(let parts): least(parts.map { narrowest($0, volumes) }) ?? match
        case .any(let parts): .any(parts.map { narrowest($0, volumes) })
        case .except(let wanted, _): narrowest(wanted, volumes)
        }
    }

    // Which.

    /// The documents of a volume that hold it, ascending.
    private func documents(_ match: TextMatch, _ volume: Volume) -> [Int64] {
        switch match {
        case .word(let terms): union(terms.flatMap { reader.entries($0, volume).map(\.ids) })
        case .phrase(let terms): documents(inRow: terms, volume)
        case .all(let parts):
            parts.sorted { most($0, volume) < most($1, volume) }.reduce(nil) { found, part in
                if found?.isEmpty == true { return found }
                let ids = documents(part, volume)
                return found.map { intersection($0, ids) } ?? ids
            } ?? []
        case .any(let parts): union(parts.map { documents($0, volume) })
        case .except(let wanted, let unwanted):
            difference(documents(wanted, volume), documents(unwanted, volume))
        }
    }

    private func documents(inRow terms: [String], _ volume: Volume) -> [Int64] {
        let words = terms.flatMap { reader.entries(TermPattern(text: $0), volume) }
        return words.count < terms.count ? [] : VolumePhrase(words: words.map { .init(ids: $0.ids, parts: $0.parts) }).documents
    }
}

extension TextMatch {
    /// The terms to be looked up.
    fileprivate var patterns: Set<TermPattern> {
        switch self {
        case .word(let terms): Set(terms)
        case .phrase(let terms): Set(terms.map { TermPattern(text: $0) })
        case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.patterns) }
        case .except(let wanted, let unwanted): wanted.patterns.union(unwanted.patterns)
        }
    }

    /// Those of which it matters where they stand.
    fileprivate var phrasePatterns: Set<TermPattern> {
        switch self {
        case .word: []
        case .phrase: patterns
        case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.phrasePatterns) }
        case .except(let wanted, let unwanted): wanted.phrasePatterns.union(unwanted.phrasePatterns)
        }
    }
}
