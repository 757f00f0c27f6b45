import Accounts
import Gate
import HTTPTypes
import Hummingbird
import Languages
import Markup
import Primitives

/// The first administrator, behind the one-time link that the server printed.
package struct SetupRoutes: Sendable {
    let desktop: Desktop

    package init(_ desktop: Desktop) {
        self.desktop = desktop
    }

    package func add(to gate: Gate) {
        gate.get("/setup/:token", .public("nobody has an account yet")) { _, context in
            try await show(SetupForm(language: context.language), .none, context)
        }
        gate.post("/setup/:token", .public("nobody has an account yet")) { _, context in try await setUp(context) }
    }

    private func setUp(_ context: Context) async throws -> Response {
        let form = SetupForm(keeping: context.form, else: context.language)
        do {
            let password = try PasswordForm(context.form).password
            let entry = try await desktop.accounts.setUp(
                link: try context.parameter("token"), name: form.name, email: form.email, password: password, language: form.language,
                from: context.visitor)
            context.signIn(entry)
            return context.redirect(to: LocalPath("/welcome/name"))
        } catch AccountError.isSetUp {
            return try await over(context)
        } catch let error as any UserFacingError where error as? AccountError != .linkOver {
            return try await show(form, try FormTrouble(error, at: SetupForm.places), context)
        } catch AccountError.linkOver {
            return try await over(context)
        }
    }

    private func show(_ form: SetupForm, _ trouble: FormTrouble, _ context: Context) async throws -> Response {
        let token = try context.parameter("token")
        let link = try? await desktop.accounts.open(link: token)
        guard link?.purpose == .setup else { return try await over(context) }
        let step = try await desktop.doorstep(context), words = step.words
        var page = DoorForm(words("signin.setup.title"), words("signin.setup.text"), to: "/setup/\(token)", submit: words("signin.setup.submit"))
        page.fields = form.fields(words, trouble)
        page.trouble = trouble.notes.map { words($0) }
        return step.form(page, context, status: trouble.isEmpty ? .ok : .unprocessableContent)
    }

    private func over(_ context: Context) async throws -> Response {
        let step = try await desktop.doorstep(context)
        return step.message(.expiredLink(words: step.words, signIn: "/sign-in"), context, status: .gone)
    }
}

/// Who the first administrator is.
struct SetupForm: Sendable {
    var name = ""
    var email = ""
    var language: Language

    init(language: Language) {
        self.language = language
    }

    init(keeping form: Form, else language: Language) {
        name = (try? form.text("name")) ?? ""
        email = (try? form.text("email", most: 320)) ?? ""
        self.language = (try? form.choice("language", of: Language.self)) ?? language
    }

    /// Which field a refusal is about.
    static let places = [
        "account.name": "name", "account.email": "email", "account.emailTaken": "email", "account.password.tooShort": "password",
        "account.password.tooLong": "password", "account.password.personal": "password", "account.password.common": "password",
    ]

    func fields(_ words: Words, _ trouble: FormTrouble) -> [Field] {
        [
            Field("name", words("signin.yourName"), value: name, error: trouble.about("name", words), required: true, autocomplete: "name"),
            Field("email", words("sign.email"), .email, value: email, error: trouble.about("email", words), required: true, autocomplete: "username"),
            .language(language, words),
        ] + PasswordForm.fields(words, error: trouble.about("password", words) ?? trouble.about("again", words))
    }
}

extension Field {
    /// One of the languages the desk speaks, each by its own name.
    static func language(_ language: Language, _ words: Words, label: String? = nil, hint: String? = nil) -> Field {
        let choices = Language.allCases.map { Field.Choice($0.rawValue, $0.name) }
        return Field("language", label ?? words("common.language"), .choices(choices), value: language.rawValue, hint: hint, required: true)
    }

    /// A zone of the tz database, typed; what a browser knows of itself is offered.
    static func zone(_ zone: String, _ words: Words, error: String? = nil, required: Bool = true) -> Field {
        Field(
            "zone", words("settings.zone"), value: zone, hint: words("settings.zone.hint"), error: error, required: required,
            placeholder: "Europe/Madrid", autocomplete: "off", extra: " list=\"zones\" spellcheck=\"false\"")
    }
}
