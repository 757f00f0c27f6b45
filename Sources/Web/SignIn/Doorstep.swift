import Accounts
import Customisation
import Gate
import HTTPTypes
import Hummingbird
import Languages
import Markup
import Primitives
import Storage

/// What stands around a page of someone who is no agent at work: a stranger, a customer, whoever signs in.
struct Doorstep: Sendable {
    let department: Department
    /// What customers know the desk by.
    let desk: String
    /// The name of the customer who is signed in.
    let person: String?
    let parts: Parts

    var words: Words { parts.words }
}

extension Desktop {
    /// - Parameter id: `nil` for the first department
    func doorstep(_ context: Context, in id: ID<Department>? = nil, person: String? = nil, _ tx: Transaction) throws -> Doorstep {
        let store = DepartmentStore(tx)
        let first = try id.map(store.require) ?? store.all().first
        guard let department = first else { throw DepartmentError.notFound }
        let words = Words(context.language)
        let dates = Dates(words, zone: Zone.named(department.zone) ?? .utc, now: now())
        return Doorstep(
            department: department, desk: settings(.deskName, department: department.id) ?? department.name, person: person,
            parts: Parts(words: words, dates: dates, csrf: context.csrf))
    }

    /// What customers know the desk of a department by.
    func deskName(of id: ID<Department>, _ tx: Transaction) throws -> String {
        try settings(.deskName, department: id) ?? DepartmentStore(tx).require(id).name
    }

    /// The same where nothing else is read.
    func doorstep(_ context: Context) async throws -> Doorstep {
        try await db.read { tx in try doorstep(context, tx) }
    }
}

extension Doorstep {
    /// A page with nothing around it.
    func bare(_ title: String, _ content: HTML, _ context: Context, status: HTTPResponse.Status = .ok) -> Response {
        var frame = Frame(parts: parts, title: title, desk: desk, .bare(content))
        frame.theme = context.admission?.agent.map { Frame.Theme(rawValue: $0.theme.rawValue) ?? .auto } ?? .auto
        return secret(frame, status)
    }

    /// A page that says one thing.
    func message(_ page: MessagePage, _ context: Context, status: HTTPResponse.Status = .ok) -> Response {
        bare(page.title, page.view(), context, status: status)
    }

    /// A small form on an empty page, under our sign.
    func form(_ page: DoorForm, _ context: Context, status: HTTPResponse.Status = .ok) -> Response {
        bare(page.title, page.view(parts, told: context.takeFlash()), context, status: status)
    }

    /// What stands at an address that is a secret is kept by no browser.
    private func secret(_ frame: Frame, _ status: HTTPResponse.Status) -> Response {
        var response = Response.page(frame.document(), status: status)
        response.headers[.cacheControl] = "no-store"
        return response
    }
}

/// One form at the door: a forgotten password, a new one, an invitation.
struct DoorForm: Sendable {
    var title: String
    var text: String
    var action: String
    var submit: String
    var fields: [Field] = []
    var trouble: [String] = []
    /// Links under the button.
    var foot: HTML = .empty

    init(_ title: String, _ text: String, to action: String, submit: String) {
        self.title = title
        self.text = text
        self.action = action
        self.submit = submit
    }

    func view(_ parts: Parts, told: Notice? = nil) -> HTML {
        """
        <div class="door"><main id="content">\(parts.form(action, """
            <div class="stack loose">\(Frame.arch)<div><h1>\(title)</h1><p class="quiet">\(text)</p></div></div>\
            \(told.map { parts.flash($0) })\(parts.errorSummary(fields, also: trouble))\(fields.map { parts.field($0) })\
            \(parts.button(submit, .primary))\(foot)
            """))</main>\(SignInPage.arches)</div>
        """
    }
}
