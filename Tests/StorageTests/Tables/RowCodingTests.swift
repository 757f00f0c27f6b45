import Storage
import Testing

struct RowCodingTests {
    private static let rows: [[Value]] = [
        [], [.null], [.int(0), .int(1), .int(-1), .int(.max), .int(.min), .int(64), .int(-65)],
        [.double(0), .double(-0.5), .double(.infinity), .double(.leastNonzeroMagnitude)],
        [.text(""), .text("Ștefan 🎽"), .text(String(repeating: "x", count: 300))], [.blob([]), .blob([0, 255, 128]), .null],
    ]

    private static func coded(_ row: [Value]) -> [UInt8] {
        var bytes: [UInt8] = []
        RowCoding.append(row, to: &bytes)
        return bytes
    }

    @Test("every value comes back as it was", arguments: rows)
    func roundTrip(row: [Value]) {
        #expect(RowCoding.row(Self.coded(row), columns: row.count) == row)
    }

    @Test("bytes that were cut off, or have more behind them, are no row", arguments: rows.dropFirst())
    func cut(row: [Value]) {
        let bytes = Self.coded(row)
        #expect(RowCoding.row(bytes.dropLast(), columns: row.count) == nil)
        #expect(RowCoding.row(bytes + [0], columns: row.count) == nil)
        #expect(RowCoding.row(bytes, columns: row.count + 1) == nil)
    }

    @Test("lengths beyond what is there and kinds nobody knows are refused, not believed")
    func hostile() {
        #expect(RowCoding.row([3, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1], columns: 1) == nil)
        #expect(RowCoding.row([1, 255, 255, 255, 255, 255, 255, 255, 255, 255, 2], columns: 1) == nil)
        #expect(RowCoding.row([9], columns: 1) == nil)
    }

    @Test("the sum of rows is the same in any order, and another when anything differs")
    func sums() {
        func sum(_ rows: [[Value]]) -> RowSum { rows.reduce(into: RowSum()) { $0.add($1) } }
        let rows: [[Value]] = [[.int(1), .text("a")], [.int(2), .text("b")], [.int(2), .text("b")]]
        #expect(sum(rows) == sum(rows.reversed()))
        #expect(sum(rows).count == 3)
        #expect(sum(rows) != sum(Array(rows.dropLast())))
        #expect(sum(rows) != sum([rows[0], rows[1], [.int(2), .text("B")]]))
        #expect(sum([[.null, .text("")]]) != sum([[.text(""), .null]]))
        #expect(sum([[.int(1)]]) != sum([[.double(1)]]))
    }
}
