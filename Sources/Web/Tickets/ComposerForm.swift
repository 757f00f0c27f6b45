import Accounts
import Contacts
import Customisation
import Languages
import Markup
import Primitives
import Storage
import Tickets

/// What happens to the reader after sending.
enum AfterSending: String, Sendable, CaseIterable, SettingValue {
    case next, stay, back
}

extension Setting where Value == AfterSending {
    static let afterSending = Setting("reply.after", .next, at: [.department, .person])
}

extension Setting where Value == Reply.Then {
    /// What the first of the three keys does.
    static let replyThen = Setting("reply.then", .wait, at: [.department, .queue, .person])
}

extension Reply.Then: SettingValue {}

extension SettingRule {
    /// The settings declared here.
    package static let web: [SettingRule] = [Setting.afterSending.rule, Setting.replyThen.rule]
}

/// Where an agent writes, with what stands in it.
struct ComposerForm: Sendable {
    let number: TicketNumber
    let place: ListPlace
    let version: Version
    /// The id of the last thing said that the page shows.
    let newest: Int64
    let reply: TypedReply
    let note: String
    let chosen: String
    let signature: String
    let next: TicketNumber?
    let trouble: [Notice]
    let language: Language?
    let savedReply: Instant?
    let savedNote: Instant?

    /// - Parameters:
    ///   - typed: what was just sent and came back; else the drafts are shown
    init(
        _ ticket: Ticket, _ place: ListPlace, people: TicketPeople, talk: Talk, next: TicketNumber?, chosen: String?,
        typed: TypedReply?, typedNote: String?, trouble: [Notice], settings: Settings, _ around: Surroundings, _ tx: Transaction
    ) throws {
        let (access, queue) = (around.access, ticket.queue.rawValue)
        let drafts = try access.agent.map { try DraftStore(tx, department: access.department).of($0, on: ticket.id) } ?? []
        let replyDraft = drafts.first { $0.kind == .reply }, noteDraft = drafts.first { $0.kind == .note }
        var reply = typed ?? replyDraft.flatMap { TypedReply($0) } ?? TypedReply(text: replyDraft?.text ?? "", recipients: people.answerTo)
        if typed == nil && reply.recipients.all.isEmpty { reply.recipients = people.answerTo }
        let person = access.agent?.rawValue
        reply.then = typed?.then ?? settings(.replyThen, department: access.department, queue: queue, person: person)
        reply.after = typed?.after ?? settings(.afterSending, department: access.department, queue: queue, person: person)
        self.reply = reply
        note = typedNote ?? noteDraft?.text ?? ""
        number = ticket.number
        self.place = place
        version = ticket.version
        newest = talk.last
        self.chosen = chosen == "note" ? "note" : "reply"
        signature = settings(.deskSignature, department: access.department, queue: queue, person: person)
        self.next = next
        self.trouble = trouble
        language = ticket.language ?? people.requester.language
        savedReply = typed == nil ? replyDraft?.changed : nil
        savedNote = typedNote == nil ? noteDraft?.changed : nil
    }

    func view(_ parts: Parts) -> HTML {
        parts.composer(Composer([replyWay(parts), noteWay(parts)], chosen: chosen))
    }

    private func replyWay(_ parts: Parts) -> Composer.Way {
        let words = parts.words
        var way = Composer.Way(
            "reply", label: words("ticket.act.reply"), icon: .reply, key: "r", action: place.path(of: number, "/replies"), text: reply.text,
            textLabel: words("composer.reply"), send: words("composer.send.\(reply.then.rawValue)"))
        way.draft = "/drafts/\(number)/reply"
        way.language = language?.rawValue
        way.recipients = RecipientFields(reply.recipients, signature: signature).view(parts)
        way.hidden = Self.look + hidden(parts) + parts.hidden("then", reply.then.rawValue)
        way.sendMenu = Reply.Then.allCases.filter { $0 != reply.then }.map { then in
            parts.sendItem(words("composer.send.\(then.rawValue)"), name: "and", value: then.rawValue)
        } + [afterwards(parts)]
        way.problems = chosen == "reply" ? problems(parts) : .empty
        way.saved = savedReply.map { words("composer.saved", ["time": parts.dates.clock($0)]) }
        return way
    }

    private func noteWay(_ parts: Parts) -> Composer.Way {
        let words = parts.words
        var way = Composer.Way(
            "note", label: words("ticket.act.note"), icon: .lock, key: "n", action: place.path(of: number, "/notes"), text: note,
            textLabel: words("composer.note"), send: words("composer.addNote"))
        way.draft = "/drafts/\(number)/note"
        way.recipients = "<span class=\"medium line tight\">\(Icon.lock.small)\(words("ticket.noteMark"))</span>"
        way.hidden = hidden(parts)
        way.problems = chosen == "note" ? problems(parts) : .empty
        way.saved = savedNote.map { words("composer.saved", ["time": parts.dates.clock($0)]) }
        return way
    }

    /// What Enter presses in the field of a recipient: the page is shown again with them in it, and nothing is sent.
    private static let look: HTML =
        "<button class=\"sr\" type=\"submit\" name=\"look\" value=\"1\" tabindex=\"-1\" aria-hidden=\"true\"></button>"

    private func hidden(_ parts: Parts) -> HTML {
        parts.hidden("seen", "\(version.number)") + parts.hidden("newest", "\(newest)") + (next.map { parts.hidden("next", $0.text) } ?? .empty)
    }

    private func problems(_ parts: Parts) -> HTML {
        if trouble.isEmpty { return .empty }
        let lines = trouble.map { notice -> HTML in "<p>\(parts.words(notice))</p>" }
        return "<div role=\"alert\" tabindex=\"-1\" data-focus>\(parts.callout(.danger, lines.joined()))</div>"
    }

    private func afterwards(_ parts: Parts) -> HTML {
        let choices = AfterSending.allCases.map { choice -> HTML in
            """
            <label class="choice"><input type="radio" name="after" value="\(choice.rawValue)"\
            \(choice == reply.after ? " checked" : HTML.empty)><span>\(parts.words("composer.after.\(choice.rawValue)"))</span></label>
            """
        }
        return "<fieldset class=\"field\"><legend class=\"label\">\(parts.words("composer.after"))</legend>\(choices)</fieldset>"
    }
}

/// Whom a reply goes to: everybody is in sight, each can be taken out, others typed. Works without scripts.
struct RecipientFields: Sendable {
    let recipients: Recipients
    let signature: String

    init(_ recipients: Recipients, signature: String) {
        self.recipients = recipients
        self.signature = signature
    }

    func view(_ parts: Parts) -> HTML {
        let words = parts.words
        let name = words("channel.email")
        let way: HTML = "<span class=\"pill way\" title=\"\(name)\">\(Icon.mail.small)<span>\(name)</span></span>"
        let signed: HTML =
            signature.isEmpty
            ? .empty : "<span class=\"xs quiet end\" title=\"\(signature)\">\(words("composer.signature"))</span>"
        return """
            \(fields("to", recipients.to, words("composer.to"), parts, before: way))\
            \(fields("cc", recipients.cc, words("composer.copy"), parts))\(signed)
            """
    }

    private func fields(_ name: String, _ people: [Recipients.Address], _ label: String, _ parts: Parts, before: HTML = .empty) -> HTML {
        let pills = people.map { person -> HTML in
            """
            <span class="pill" title="\(person.address)">\(person.name.isEmpty ? person.address : "\(person.name), \(person.address)")\
            \(parts.hidden(name, person.typed))<button type="submit" name="without" value="\(person.address)" data-take-out \
            aria-label="\(parts.words("common.removeNamed", ["name": person.address]))">\(Icon.close.small)</button></span>
            """
        }
        return """
            <span class="whom">\(before)<span class="quiet">\(label)</span>\(pills)\
            <input type="text" name="\(name)" aria-label="\(label)" data-pick="/recipients.json?q=" data-pick-many="\(name)" \
            autocomplete="off" spellcheck="false" maxlength="2000"></span>
            """
    }
}
