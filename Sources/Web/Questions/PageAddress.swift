import Gate

/// An address of ours with what it asks behind `?`; fields without a value are left out.
enum PageAddress {
    static func text(_ path: String, _ fields: [(name: String, value: String?)]) -> String {
        let said = fields.compactMap { field in
            field.value.flatMap { $0.isEmpty ? nil : "\(field.name)=\(LocalPath("\($0)").text)" }
        }
        return said.isEmpty ? path : path + "?" + said.joined(separator: "&")
    }
}
