import Primitives

/// Tables as comma-separated text (RFC 4180), with line ends as CR LF.
package enum CSV {
    /// One line. A cell that a spreadsheet would take for a formula begins with an apostrophe, and so is text.
    package static func line(_ cells: [String]) -> String {
        cells.map(cell).joined(separator: ",") + "\r\n"
    }

    static func cell(_ text: String) -> String {
        let harmless = isFormula(text) ? "'" + text : text
        guard harmless.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return harmless }
        return "\"" + harmless.replacing("\"", with: "\"\"") + "\""
    }

    /// Also with blanks before the sign, and with the wide signs some programs take for the same.
    private static func isFormula(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first else { return false }
        if "\t\r\n".unicodeScalars.contains(first) { return true }
        let sign = text.unicodeScalars.first { !$0.properties.isWhitespace && $0.properties.generalCategory != .format }
        return sign.map { "=+-@＝＋－＠".unicodeScalars.contains($0) } ?? false
    }
}
