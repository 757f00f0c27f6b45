import Testing

@testable import Markup

struct SanitiserFuzzTests {
    @Test("tag soup comes out harmless, and the same when sanitised again", arguments: 1...20 as ClosedRange<UInt64>)
    func soup(seed: UInt64) {
        var soup = TagSoup(seed: seed)
        let sanitiser = Sanitiser(policy: .mail)
        for _ in 0..<150 {
            let given = soup.pour(pieces: 40)
            let once = sanitiser.sanitise(given).html.text
            #expect(InertGrammar.objection(to: once) == nil, "\(given.debugDescription)")
            let twice = sanitiser.sanitise(once).html.text
            #expect(twice == once, "\(given.debugDescription)")
            _ = PlainText.text(ofHTML: given)
        }
    }

    @Test("the tree is never much deeper or larger than was weighed", arguments: 1...20 as ClosedRange<UInt64>)
    func weight(seed: UInt64) {
        var soup = TagSoup(seed: seed)
        for round in 0..<100 {
            let given = round.isMultiple(of: 2) ? soup.pour(pieces: 400) : String(repeating: soup.pour(pieces: 8), count: 60)
            guard let input = ParserInput(given, policy: .mail) else { continue }
            let tree = Self.measure(input.bytes)
            #expect(tree.depth <= input.load.deepest * 5 / 4 + 4, "\(given.prefix(400).debugDescription)")
            #expect(tree.elements <= input.load.elements * 5 / 4 + 12, "\(given.prefix(400).debugDescription)")
        }
    }

    private static func measure(_ bytes: [UInt8]) -> (depth: Int, elements: Int) {
        var (depth, deepest, elements) = (0, 0, 0)
        ParsedTree(bytes).walk { step in
            if case .enter = step { (depth, elements) = (depth + 1, elements + 1) }
            if case .leave = step { depth -= 1 }
            deepest = max(deepest, depth)
        }
        return (deepest, elements)
    }
}
