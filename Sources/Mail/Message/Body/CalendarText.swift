/// What an invitation (RFC 5545) says in words: title, times, place and description of its first event.
enum CalendarText {
    private static let shown = ["SUMMARY", "DTSTART", "DTEND", "LOCATION", "DESCRIPTION"]

    static func summary(of bytes: [UInt8]) -> String {
        let text = Charset.text(of: Array(bytes.prefix(256 * 1024)), declared: .utf8).withPlainLines
        let unfolded = text.replacing("\n ", with: "").replacing("\n\t", with: "")
        var found: [String: String] = [:]
        var isEvent = false
        for line in unfolded.split(separator: "\n") {
            // Names are the same in either case (RFC 5545 §2).
            let mark = line.uppercased()
            if mark == "BEGIN:VEVENT" || mark == "BEGIN:VTODO" { isEvent = true }
            if mark == "END:VEVENT" || mark == "END:VTODO" { break }
            guard isEvent, let colon = line.firstIndex(of: ":") else { continue }
            let name = line[..<colon].prefix { $0 != ";" }.uppercased()
            if shown.contains(name), found[name] == nil { found[name] = unescaped(line[line.index(after: colon)...]) }
        }
        return shown.compactMap { found[$0] }.filter { !$0.isEmpty }.map { $0 + "\n" }.joined()
    }

    private static func unescaped(_ value: Substring) -> String {
        var text = "", isEscaped = false
        for character in value {
            if isEscaped {
                text.append(character == "n" || character == "N" ? "\n" : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                text.append(character)
            }
        }
        return text
    }
}
