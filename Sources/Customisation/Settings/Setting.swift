import Primitives

/// Something that can be set: its name, what it holds, where it may be set, and what it is where nobody set it.
///
/// The target that a setting belongs to declares it, and lists its rule for the pages:
///
///     extension Setting where Value == Int {
///         /// Days until a solved ticket closes.
///         package static let closeAfterDays = Setting("ticket.closeAfterDays", 7, at: [.department, .queue], in: 1...365)
///     }
package struct Setting<Value: SettingValue>: Sendable {
    package let rule: SettingRule
    package let standard: Value

    /// - Parameters:
    ///   - name: at most 64 letters and dots; never changed once released
    ///   - places: where it may be set, besides the server's file
    ///   - isSecret: sealed in its row, and shown to nobody
    ///   - isExclusive: a list of which no part may stand in two departments
    ///   - check: what is wrong with a value, or `nil`
    package init(
        _ name: String, _ standard: Value, at places: Set<SettingPlace>, isSecret: Bool = false, isExclusive: Bool = false,
        check: @escaping @Sendable (Value) -> Notice? = { _ in nil }
    ) {
        self.standard = standard
        rule = SettingRule(
            name: name, places: places, isSecret: isSecret, isExclusive: isExclusive, standardText: standard.settingText
        ) { text throws(SettingError) in
            guard let value = Value(setting: text) else { throw Value.refusal(of: text).map { .outOfRange($0) } ?? .unreadable(name) }
            if let notice = check(value) { throw .outOfRange(notice) }
            return value.settingText
        }
    }

    var name: String { rule.name }

    /// The value of a text that stands in a row or a file; `nil` when the setting does not allow it (any more).
    func read(_ text: String) -> Value? {
        guard let text = try? rule.normalised(text) else { return nil }
        return Value(setting: text)
    }
}

extension Setting where Value == Int {
    package init(_ name: String, _ standard: Int, at places: Set<SettingPlace>, in range: ClosedRange<Int>) {
        self.init(name, standard, at: places) { value in
            range.contains(value)
                ? nil : Notice("setting.range", .invalid, ["least": "\(range.lowerBound)", "most": "\(range.upperBound)"])
        }
    }
}

extension Setting where Value == String {
    package init(_ name: String, _ standard: String, at places: Set<SettingPlace>, most: Int) {
        self.init(name, standard, at: places) { $0.count > most ? SettingError.tooLong(most) : nil }
    }
}

extension Setting where Value == String? {
    package init(_ name: String, at places: Set<SettingPlace>, most: Int) {
        self.init(name, nil, at: places) { ($0?.count ?? 0) > most ? SettingError.tooLong(most) : nil }
    }
}

/// Where a setting may be set.
package enum SettingPlace: String, Sendable, CaseIterable {
    case department, queue, person
}

/// A setting without its type: what pages list and rows are checked with.
package struct SettingRule: Sendable {
    package let name: String
    package let places: Set<SettingPlace>
    package let isSecret: Bool
    package let isExclusive: Bool
    package let standardText: String
    let normalise: @Sendable (String) throws(SettingError) -> String

    init(
        name: String, places: Set<SettingPlace>, isSecret: Bool, isExclusive: Bool, standardText: String,
        normalise: @escaping @Sendable (String) throws(SettingError) -> String
    ) {
        self.name = name
        self.places = places
        self.isSecret = isSecret
        self.isExclusive = isExclusive
        self.standardText = standardText
        self.normalise = normalise
    }

    /// The text as it is kept. Throws ``SettingError`` for a value that cannot be.
    package func normalised(_ text: String) throws(SettingError) -> String {
        guard text.utf8.count <= 100_000 else { throw .outOfRange(SettingError.tooLong(100_000)) }
        return try normalise(text)
    }
}

package enum SettingError: UserFacingError, Equatable {
    /// There is no setting of that name.
    case unknown(String)
    /// It cannot be set there.
    case misplaced(String)
    /// The text says no such value.
    case unreadable(String)
    /// The setting's own words on what may be.
    case outOfRange(Notice)
    /// Another department has it.
    case taken(String)

    static func tooLong(_ most: Int) -> Notice { Notice("setting.tooLong", .invalid, ["most": "\(most)"]) }

    package var notice: Notice {
        switch self {
        case .unknown(let name): Notice("setting.unknown", .missing, ["name": name])
        case .misplaced(let name): Notice("setting.misplaced", .refused, ["name": name])
        case .unreadable(let name): Notice("setting.unreadable", .invalid, ["name": name])
        case .outOfRange(let notice): notice
        case .taken(let value): Notice("setting.taken", .refused, ["value": value])
        }
    }
}
