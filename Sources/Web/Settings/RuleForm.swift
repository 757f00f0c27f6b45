import Accounts
import Customisation
import Gate
import Languages
import Primitives

/// Settings that are a text, a number or a yes, as fields of one form. All are looked at before the first is changed.
struct RuleForm: Sendable {
    enum Kind: Sendable {
        case line, number, tick
        case area(rows: Int)
    }

    struct Question: Sendable {
        let rule: SettingRule
        let kind: Kind
        /// The key of its label; a hint stands under it with `.hint`.
        let key: String

        init(_ rule: SettingRule, _ kind: Kind, _ key: String) {
            self.rule = rule
            self.kind = kind
            self.key = key
        }
    }

    let questions: [Question]
    private(set) var values: [String: String]
    private(set) var troubles: [String: Notice] = [:]

    init(_ questions: [Question], of department: ID<Department>, _ settings: Settings) {
        self.questions = questions
        values = Dictionary(uniqueKeysWithValues: questions.map { question in
            (question.rule.name, settings.text(question.rule, at: .department(department)) ?? settings.ground(question.rule))
        })
    }

    init(_ questions: [Question], keeping form: Form) {
        self.questions = questions
        values = [:]
        for question in questions { read(question, form) }
    }

    private mutating func read(_ question: Question, _ form: Form) {
        let name = question.rule.name
        do {
            switch question.kind {
            case .tick: values[name] = form.isOn(name) ? "true" : "false"
            case .line, .number: values[name] = try form.text(name, most: 500)
            case .area: values[name] = try form.lines(name, most: 20_000)
            }
            let text = values[name] ?? ""
            if !text.isEmpty { _ = try question.rule.normalised(text) }
        } catch let error as any UserFacingError {
            troubles[name] = error.notice
        } catch {
            troubles[name] = Notice("form.choice", .invalid)
        }
    }

    mutating func blame(_ name: String, _ notice: Notice) { troubles[name] = notice }

    /// An empty field lets what stands before it hold again.
    func save(_ settings: Settings, as access: Access) async throws {
        for question in questions {
            let text = values[question.rule.name]?.trimmed ?? ""
            try await settings.change(question.rule, to: text.isEmpty ? nil : text, at: .department(access.department), as: access)
        }
    }

    func fields(_ words: Words) -> [Field] {
        questions.map { question in
            let name = question.rule.name, hint = "\(question.key).hint"
            return Field(
                name, words(question.key), kind(question.kind),
                value: question.isTick ? (values[name] == "true" ? "on" : "") : values[name] ?? "",
                hint: words.knows(hint) ? words(hint) : nil, error: troubles[name].map { words($0) })
        }
    }

    private func kind(_ kind: Kind) -> Field.Kind {
        switch kind {
        case .line: .text
        case .number: .number
        case .tick: .tick
        case .area(let rows): .area(rows: rows)
        }
    }
}

extension RuleForm.Question {
    fileprivate var isTick: Bool { if case .tick = kind { true } else { false } }
}
