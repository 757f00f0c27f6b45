import Primitives
import Testing

@testable import Web

@Suite("How far a page has heard")
struct LivePositionsTests {
    @Test("is said of each log, and read back as it was said")
    func whole() throws {
        var positions = LivePositions(57).joined(LivePositions(12, of: ID(4711)))
        #expect(positions.text == "57.4711-12")
        #expect(LivePositions(positions.text) == positions)
        positions[ID(4711)] = 13
        #expect(positions[nil] == 57 && positions[ID(4711)] == 13 && positions[ID(5)] == nil)
    }

    @Test("anything else says nothing", arguments: ["", "x", "-1", "57.", ".57", "57.4711-", "57.-12", "57.0-12", "1.2-3-4"])
    func broken(text: String) {
        #expect(LivePositions(text) == nil)
    }
}
