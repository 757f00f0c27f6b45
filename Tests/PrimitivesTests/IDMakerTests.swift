import Foundation
import Primitives
import Testing

private enum Thing {}

struct IDMakerTests {
    private let clock = HandClock(Instant(microseconds: 1_795_168_800_000_000))

    @Test("identifiers grow, also within a millisecond and when the clock stands")
    func grow() {
        let maker = IDMaker(node: 3, clock: clock.clock)
        let made = (0..<20_000).map { _ in maker.next(Thing.self) }
        #expect(zip(made, made.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test("a clock that goes back repeats no identifier")
    func backwards() {
        let maker = IDMaker(node: 3, clock: clock.clock)
        let before = (0..<5000).map { _ in maker.next(Thing.self) }
        clock.advance(by: .seconds(-3600))
        let after = (0..<5000).map { _ in maker.next(Thing.self) }
        #expect(after[0] > before[4999])
        #expect(Set(before + after).count == 10_000)
    }

    @Test("a later millisecond gives a greater identifier on every node")
    func acrossNodes() {
        let first = IDMaker(node: 1023, clock: clock.clock).next(Thing.self)
        clock.advance(by: .milliseconds(1))
        #expect(IDMaker(node: 0, clock: clock.clock).next(Thing.self) > first)
    }

    @Test("threads and nodes never make the same identifier")
    func unique() async {
        let makers = (0..<4).map { IDMaker(node: $0, clock: .system) }
        let made = await withTaskGroup(of: [ID<Thing>].self) { group in
            for task in 0..<16 { group.addTask { (0..<2000).map { _ in makers[task % 4].next() } } }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(Set(made).count == 32_000)
    }

    @Test("an identifier is a string in JSON, and only a positive number is one")
    func json() throws {
        let id = ID<Thing>(9_007_199_254_740_993)
        #expect(String(decoding: try JSONEncoder().encode([id]), as: UTF8.self) == #"["9007199254740993"]"#)
        #expect(try JSONDecoder().decode([ID<Thing>].self, from: Data(#"["9007199254740993"]"#.utf8)) == [id])
        for text in ["", "0", "-1", "1.5", "x", "9223372036854775808", "1 OR 1=1"] { #expect(ID<Thing>(text) == nil) }
    }
}
