import Testing

@testable import Contacts

@Suite struct CSVTests {
    @Test("a cell that a spreadsheet would run is text", arguments: [
        "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "\u{200B}=1",
    ])
    func formulas(_ text: String) {
        let cell = CSV.cell(text)
        #expect(cell.hasPrefix("'") || cell.hasPrefix("\"'"))
    }

    @Test("commas, quotes and line ends stay in their cell; other text is as it is")
    func quoting() {
        #expect(CSV.line(["a", "b,c", "d \"e\"", "f\ng", "", "x-y"]) == "a,\"b,c\",\"d \"\"e\"\"\",\"f\ng\",,x-y\r\n")
    }
}
