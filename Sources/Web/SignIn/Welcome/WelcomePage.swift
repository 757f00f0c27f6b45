import Channels
import Customisation
import Languages
import Markup
import Primitives
import Storage

/// One of the five questions.
struct WelcomePage: DeskPage {
    let question: WelcomeQuestion
    let answer: WelcomeAnswer
    let department: DepartmentForm
    let rules: RuleForm
    let hours: HoursForm
    let relay: RelayForm
    let door: Site.MailDoor?
    /// The demo must be emptied before it can be anyone's.
    let isDemo: Bool
    let words: Words

    var title: String { words("signin.welcome.\(question.rawValue)") }
    var current: String? { Place.settings.path }

    init(_ question: WelcomeQuestion, _ answer: WelcomeAnswer, _ desktop: Desktop, _ site: Site, _ around: Surroundings, _ tx: Transaction) throws {
        (self.question, self.answer, words) = (question, answer, around.words)
        let id = around.department.id, isKept = answer.kept != nil
        let saved = try DepartmentForm(around.department, desktop.settings, tx)
        department = answer.kept == .name ? answer.department(keeping: saved) : saved
        rules = answer.kept == .address ? answer.rules : RuleForm(WelcomeAnswer.addresses, of: id, desktop.settings)
        hours = answer.kept == .hours ? answer.hours : HoursForm(desktop.settings(.hours, department: id))
        relay = isKept && question == .mail ? answer.relay : RelayForm(desktop.settings(.mailRelay, department: id))
        door = site.mailDoor
        isDemo = site.demo != nil
    }

    func view(_ parts: Parts) -> Frame.Kind {
        let step = words("signin.welcome.step", ["number": "\(question.number)", "of": "\(WelcomeQuestion.allCases.count)"])
        let next = question.next?.path ?? "/inbox"
        return .plain("""
            \(parts.pageHead(title, words("signin.welcome.\(question.rawValue).text")))\
            <div class="settings"><p class="small quiet">\(step)</p>\(emptying(parts))\(links(parts))\(form(parts))\
            <p><a href="\(next)">\(words("signin.welcome.skip"))</a></p></div>
            """)
    }

    private func form(_ parts: Parts) -> HTML {
        switch question {
        case .name:
            let all = department.fields(words, answer.trouble, hasTickets: true)
            let fields = all.filter { ["name", "language", "zone"].contains($0.name) }
            return parts.sheetForm(question.path, fields, trouble: answer.trouble, save: words("common.continue")) + parts.zones
        case .address: return parts.sheetForm(question.path, rules.fields(words), trouble: answer.trouble, save: words("common.continue"))
        case .team: return parts.sheetForm(question.path, guests, trouble: answer.trouble, save: words("signin.welcome.invite"))
        case .hours: return parts.sheetForm(question.path, hours.fields(words, answer.trouble), trouble: answer.trouble, save: words("common.continue"))
        case .mail:
            let listening = door.map { words("settings.listens", ["place": "\($0.host):\($0.port)"]) } ?? words("settings.listensNot")
            return "<p class=\"small\">\(listening)</p>" + relay.view(parts, question.path, answer.trial, answer.trouble)
        }
    }

    private var guests: [Field] {
        (1...WelcomeAnswer.places).flatMap { place in
            let typed = answer.guests.count >= place ? answer.guests[place - 1] : AgentForm()
            let error = place == 1 ? answer.trouble.about("email", words) : nil
            return [
                Field("name\(place)", words("signin.welcome.colleague", ["number": "\(place)"]), value: typed.name, autocomplete: "off"),
                Field("email\(place)", words("common.email"), .email, value: typed.email, error: error, autocomplete: "off"),
            ]
        }
    }

    private func links(_ parts: Parts) -> HTML {
        if answer.links.isEmpty { return .empty }
        let items = answer.links.map { item -> HTML in
            "<li>\(item.name)<br><input class=\"input\" readonly value=\"\(item.link)\" aria-label=\"\(words("settings.agent.link.label")) \(item.name)\"></li>"
        }
        let go = question.next?.path ?? "/inbox"
        return parts.callout(.positive, icon: .link, """
            <p>\(words("settings.agent.link"))</p><ul class="stack">\(items)</ul><p><a class="btn" href="\(go)">\(words("common.continue"))</a></p>
            """)
    }

    private func emptying(_ parts: Parts) -> HTML {
        guard isDemo, question == .name else { return .empty }
        return parts.callout(.warning, """
            <p>\(words("signin.welcome.demo"))</p>\(parts.form("/welcome/empty", parts.button(words("signin.welcome.empty"), icon: .trash)))
            """)
    }
}
