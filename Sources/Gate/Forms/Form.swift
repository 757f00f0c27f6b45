import Foundation
import Primitives

/// What a form says, read field by field with a limit each. A field that is missing reads as empty.
///
///     let subject = try context.form.required("subject")
///     let assignee = try context.form.id("assignee", as: Agent.self)
package struct Form: Sendable {
    package static let empty = Form(fields: [], files: [])

    private let values: [String: [String]]
    private let uploads: [(name: String, file: UploadedFile)]
    /// Names of files that were too large to be taken, by field.
    private let tooLarge: [(name: String, file: String)]
    /// Of one file, in words.
    private let limit: String

    init(
        fields: [(name: String, value: String)], files: [(name: String, file: UploadedFile)], tooLarge: [(name: String, file: String)] = [],
        limit: String = ""
    ) {
        values = Dictionary(grouping: fields, by: \.name).mapValues { $0.map(\.value) }
        uploads = files
        self.tooLarge = tooLarge
        self.limit = limit
    }

    package func has(_ name: String) -> Bool { values[name] != nil }

    /// One line, without white space around it, composed (NFC).
    /// - Parameter most: characters (Unicode scalars)
    /// - Throws: ``FormError`` for a longer one, and for one with control characters or line ends
    package func text(_ name: String, most: Int = 200) throws(FormError) -> String {
        try line(values[name]?.first ?? "", name, most)
    }

    /// The same, and not empty.
    package func required(_ name: String, most: Int = 200) throws(FormError) -> String {
        let text = try text(name, most: most)
        if text.isEmpty { throw FormError(name, "form.required") }
        return text
    }

    /// Several lines, each ended by a line feed. Whatever else was pasted stays as it is; only NUL, which no database keeps, goes.
    package func lines(_ name: String, most: Int = 100_000) throws(FormError) -> String {
        let text = (values[name]?.first ?? "").replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        guard text.unicodeScalars.count <= most else { throw FormError.tooLong(name, most) }
        return String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\0" })).precomposedStringWithCanonicalMapping
    }

    /// A password as it was typed, at most 1,024 characters.
    package func secret(_ name: String) throws(FormError) -> String {
        let text = values[name]?.first ?? ""
        guard text.unicodeScalars.count <= 1024 else { throw FormError.tooLong(name, 1024) }
        return text
    }

    /// `nil` when the field is empty. Throws ``FormError`` for anything but an identifier.
    package func id<Named>(_ name: String, as _: Named.Type) throws(FormError) -> ID<Named>? {
        let text = try text(name)
        if text.isEmpty { return nil }
        guard let id = ID<Named>(text) else { throw FormError(name, "form.choice") }
        return id
    }

    /// Of a field that comes several times, each id once. Empty ones are left out.
    package func ids<Named>(_ name: String, as _: Named.Type, most: Int = 1000) throws(FormError) -> Set<ID<Named>> {
        var ids: Set<ID<Named>> = []
        for text in try list(name, most: most, each: 20) where !text.isEmpty {
            guard let id = ID<Named>(text) else { throw FormError(name, "form.choice") }
            ids.insert(id)
        }
        return ids
    }

    /// The version of the row that the page showed; `nil` when the field is empty.
    package func version(_ name: String = "seen") throws(FormError) -> Version? {
        try number(name, in: 1...Int.max).map { Version(Int64($0)) }
    }

    /// `nil` when the field is empty.
    package func number(_ name: String, in range: ClosedRange<Int>) throws(FormError) -> Int? {
        let text = try text(name)
        if text.isEmpty { return nil }
        guard let number = Int(text), range.contains(number) else { throw FormError(name, "form.number") }
        return number
    }

    /// Whether a box is ticked.
    package func isOn(_ name: String) -> Bool {
        ["on", "true", "1", "yes"].contains(values[name]?.first?.lowercased())
    }

    /// `nil` when the field is empty. Throws ``FormError`` for what is none of the choices.
    package func choice<Choice: RawRepresentable<String>>(_ name: String, of _: Choice.Type) throws(FormError) -> Choice? {
        let text = try text(name)
        if text.isEmpty { return nil }
        guard let choice = Choice(rawValue: text) else { throw FormError(name, "form.choice") }
        return choice
    }

    /// Every value of a field that comes several times.
    package func list(_ name: String, most: Int = 100, each: Int = 200) throws(FormError) -> [String] {
        let values = values[name] ?? []
        guard values.count <= most else { throw FormError(name, "gate.tooMany", ["limit": "\(most)"]) }
        var list: [String] = []
        for value in values { list.append(try line(value, name, each)) }
        return list
    }

    /// The files of a field, in the order they were chosen. Throws ``FormError`` when one was too large.
    package func files(_ name: String) throws(FormError) -> [UploadedFile] {
        if let large = tooLarge.first(where: { $0.name == name }) {
            throw FormError(name, "gate.fileTooLarge", ["name": large.file, "limit": limit])
        }
        return uploads.filter { $0.name == name }.map(\.file)
    }

    /// Whether any were chosen, also some that were too large.
    package func hasFiles(_ name: String) -> Bool {
        uploads.contains { $0.name == name } || tooLarge.contains { $0.name == name }
    }

    /// What was typed, whatever is wrong with it: only to be shown again in the form that comes back.
    package func typed(_ name: String) -> String {
        let text = (values[name]?.first ?? "").replacing("\r\n", with: "\n")
        return String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\0" }))
    }

    private func line(_ text: String, _ name: String, _ most: Int) throws(FormError) -> String {
        guard text.unicodeScalars.count <= most else { throw FormError.tooLong(name, most) }
        let text = text.trimmed
        guard !text.unicodeScalars.contains(where: Self.isControl) else { throw FormError(name, "gate.controlCharacters") }
        return text.precomposedStringWithCanonicalMapping
    }

    /// C0, DEL, C1, and the line and paragraph separators.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 32 || (127...159).contains(scalar.value) || scalar.value == 0x2028 || scalar.value == 0x2029
    }
}

/// Something is wrong with one field of a form.
package struct FormError: UserFacingError, Equatable {
    package let field: String
    package let notice: Notice

    package init(_ field: String, _ key: String, _ values: [String: String] = [:]) {
        self.field = field
        notice = Notice(key, .invalid, values)
    }

    static func tooLong(_ field: String, _ most: Int) -> FormError { FormError(field, "form.tooLong", ["limit": "\(most)"]) }
}
