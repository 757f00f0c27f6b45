import Accounts
import Gate
import HTTPTypes
import Hummingbird
import Languages
import Markup
import NIOCore
import Primitives

/// Every page, and the files they need.
package struct WebRoutes: Sendable {
    private let desktop: Desktop
    private let site: Site
    private let live: LiveDesk
    private let wayOut: WayOut

    package init(_ desktop: Desktop, _ site: Site, live: LiveDesk, wayOut: WayOut) {
        self.wayOut = wayOut
        self.desktop = desktop
        self.site = site
        self.live = live
    }

    /// Pages that are about all departments an agent works in.
    package static let overAll: Set<String> = [
        "/", "/inbox", "/mine", "/team", "/all", "/done", "/bin", "/spam", "/search", "/search.json", "/events", "/in/:prefix",
        "/settings/departments", "/settings/departments/:id/home",
    ]

    package func add(to gate: Gate) {
        addHome(to: gate)
        DepartmentRoutes(desktop: desktop).add(to: gate)
        addFiles(to: gate)
        WorkspaceRoutes(desktop: desktop, live: live).add(to: gate)
        StepRoutes(desktop: desktop).add(to: gate)
        IntakeRoutes(desktop: desktop).add(to: gate)
        SearchRoutes(desktop: desktop).add(to: gate)
        MailRoutes(desktop: desktop, wayOut: wayOut).add(to: gate)
        SignInRoutes(desktop, site).add(to: gate)
        LinkRoutes(desktop).add(to: gate)
        SetupRoutes(desktop).add(to: gate)
        WelcomeRoutes(desktop, site).add(to: gate)
        ProfileRoutes(desktop).add(to: gate)
        SettingsRoutes(desktop, site).add(to: gate)
        PortalRoutes(desktop, site).add(to: gate)
        ContactRoutes(desktop: desktop).add(to: gate)
        KnowledgeRoutes(desktop: desktop).add(to: gate)
        QuestionRoutes(desktop: desktop).add(to: gate)
        PlayRoutes(desktop, site).add(to: gate)
    }

    /// Agents begin at their inbox, everybody else at the counter.
    private func addHome(to gate: Gate) {
        gate.get("/", .public("leads on")) { _, context in
            context.redirect(to: context.admission?.agent != nil ? LocalPath("/inbox") : LocalPath("/help"))
        }
    }

    /// GET /public/:hash/…
    private func addFiles(to gate: Gate) {
        gate.get("/public/**", .files("the same for everyone")) { request, _ in
            guard let answer = PublicFiles.shared.answer(request.uri.path.dropFirst("/public/".count)) else { throw GateError.notFound }
            return Response(
                status: .ok, headers: [.contentType: answer.file.type, .cacheControl: answer.caching],
                body: .init(byteBuffer: ByteBuffer(bytes: answer.file.bytes)))
        }
    }

    /// The page of a refusal at the door, in the words of whoever knocked.
    package static func page(of refusal: Refusal, _ context: Context) -> String {
        let words = Words(context.language)
        let page = MessagePage(refusal, words)
        let parts = Parts(words: words, dates: Dates(words, zone: .utc, now: Clock.system.now()), csrf: "")
        return Frame(parts: parts, title: page.title, desk: "Amparo", .bare(page.view())).document().text
    }
}

extension MessagePage {
    fileprivate init(_ refusal: Refusal, _ words: Words) {
        self =
            if let notice = refusal.notice {
                .refusal(notice, words: words)
            } else if refusal.mayPass {
                .away(request: refusal.requestID, words: words)
            } else {
                .failure(request: refusal.requestID, words: words)
            }
    }
}
