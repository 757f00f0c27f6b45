/// What leads a part of `multipart/form-data` (RFC 7578 §4.2).
struct PartHead: Sendable, Equatable {
    let name: String
    /// `nil` for a plain field.
    let fileName: String?
    let type: String

    /// `nil` for a part that names no field.
    init?(_ lines: some Sequence<UInt8>) {
        var (disposition, type) = (HeaderParameters(""), "")
        for line in String(decoding: Array(lines), as: UTF8.self).split(whereSeparator: \.isNewline) {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = String(line[line.index(after: colon)...])
            switch line[..<colon].lowercased() {
            case "content-disposition": disposition = HeaderParameters(value)
            case "content-type": type = HeaderParameters(value).value
            default: continue
            }
        }
        guard disposition.value == "form-data", let name = disposition["name"] else { return nil }
        self.name = name
        self.fileName = disposition["filename"]
        self.type = type
    }
}
