import Primitives
import Testing

struct RandomnessTests {
    @Test("as many bytes come as were asked for, and never the same", arguments: [0, 1, 7, 8, 9, 32, 1000])
    func lengths(count: Int) {
        let bytes = Randomness.system.bytes(count)
        #expect(bytes.count == count)
        if count >= 8 { #expect(bytes != Randomness.system.bytes(count)) }
    }

    @Test("a token has the letters of a URL and the bits that were asked for")
    func tokens() {
        let token = Randomness { count in Array(repeating: 0xFB, count: count) }.token(bits: 192)
        #expect(token.count == 32)
        #expect(token.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
        #expect(Set((0..<1000).map { _ in Randomness.system.token() }).count == 1000)
    }
}
