import Contacts
import Languages
import Markup
import Primitives
import Tickets

extension ContactPage {
    func page(_ parts: Parts) -> HTML {
        """
        \(head.view(.overview, parts))\(parts.trouble(trouble, wrong(parts)))\
        <div class="record"><div>\(ticketList(parts))\(elsewhere.map { $0.view(parts) })\(log(parts))\(told(parts))</div>\
        <div class="beside">\(notes(parts))\(ways(parts))\(places(parts))\(relations(parts))\(twins(parts))</div></div>
        """
    }

    private var path: String { "/contacts/\(head.id)" }

    private func wrong(_ parts: Parts) -> [Field] {
        let words = parts.words
        return [("value", "contactpage.address"), ("organisation", "contactpage.organisation"), ("other", "contactpage.other"), ("until", "contactpage.until")]
            .map { name, key in Field(name, words(key), error: trouble.about(name, words)) }
    }

    private func ticketList(_ parts: Parts) -> HTML {
        let words = parts.words
        if tickets.isEmpty { return parts.section(words("contactpage.place.tickets"), "<p class=\"quiet\">\(words("contactpage.noTickets"))</p>") }
        let all: HTML = tickets.moreOpen == nil && tickets.moreEarlier == nil
            ? .empty : "<p><a href=\"\(head.path(.tickets))\">\(words("contactpage.allTickets"))</a></p>"
        return parts.section(words("contactpage.place.tickets"), "<div class=\"rows\" data-keys-list>\(tickets.rows(parts))</div>\(all)")
    }

    private func told(_ parts: Parts) -> HTML {
        if timeline.lines.isEmpty { return .empty }
        let words = parts.words
        let all: HTML = timeline.next == nil ? .empty : "<p><a href=\"\(head.path(.timeline))\">\(words("contactpage.wholeTimeline"))</a></p>"
        return parts.section(words("contactpage.place.timeline"), "<ol class=\"line-of-time\">\(timeline.items(parts))</ol>\(all)")
    }

    private func log(_ parts: Parts) -> HTML {
        if questions.isEmpty { return .empty }
        let words = parts.words
        return parts.section(words("contactpage.place.questions"), """
            <ul class="stack">\(questions.map { parts.asked($0) })</ul>\
            <p><a href="\(head.path(.questions))">\(words("contactpage.allQuestions"))</a></p>
            """)
    }

    private func ways(_ parts: Parts) -> HTML {
        let words = parts.words
        let rows = record.identities.map { identity -> HTML in
            let state: HTML =
                identity.suppressed.map { _ in
                    "<span class=\"xs\" title=\"\(identity.suppressedWhy)\">\(words("ticketpage.suppressed"))</span>"
                } ?? (identity.verified == nil ? .empty : parts.badge(words("contactpage.verified"), .positive))
            return """
                <li class="line">\(parts.channel(ChannelMark(identity.kind)))<span class="cut">\(identity.value)</span>\(state)\
                <span class="end">\(removal("identities", identity.id.text, identity.value, parts))</span></li>
                """
        }
        let none: HTML = rows.isEmpty ? "<p class=\"small quiet\">\(words("contactpage.noWays"))</p>" : .empty
        let fields = parts.wayFields(form.kind, form.value, trouble, required: true)
        return parts.section(
            words("contactpage.ways"),
            "\(list(rows + language(parts)))\(none)\(add("identities", words("contactpage.addWay"), fields, isOpen: trouble.about("value", words) != nil, parts))")
    }

    private func places(_ parts: Parts) -> HTML {
        let words = parts.words
        let rows = record.organisations.map { organisation -> HTML in
            let main: HTML = organisation.id == record.contact.organisation ? parts.badge(words("contactpage.main"), .accent) : .empty
            return """
                <li class="line">\(Icon.organisation.html)<a class="cut" href="/organisations/\(organisation.id.text)">\(organisation.name)</a>\(main)\
                <span class="end">\(removal("organisations", organisation.id.text, organisation.name, parts))</span></li>
                """
        }
        let field = Field(
            "organisation", words("contactpage.mainOrganisation"), value: form.organisation, hint: words("contactpage.organisationHint"),
            error: trouble.about("organisation", words), required: true,
            extra: " data-pick=\"/organisations.json?q=\" autocomplete=\"off\" maxlength=\"190\"")
        let adding = add("organisations", words("contactpage.setOrganisation"), [field], isOpen: field.error != nil, parts)
        if rows.isEmpty && adding == .empty { return .empty }
        return parts.section(words("contactpage.organisations"), list(rows) + adding)
    }

    private func relations(_ parts: Parts) -> HTML {
        let words = parts.words
        let rows = ties.map { tie -> HTML in
            let end: HTML = tie.ends.map { instant in
                "<span class=\"xs quiet\">\(words(tie.hasEnded ? "contactpage.ended" : "contactpage.endsOn", ["day": parts.dates.day(instant - ContactPage.Tie.moment)]))</span>"
            } ?? .empty
            let stop = tie.hasEnded ? .empty : removal("relations", tie.id.text, tie.name, parts)
            return """
                <li class="line wrap"><span class="small quiet">\(tie.words)</span><a href="/contacts/\(tie.other.text)">\(tie.name)</a>\(end)\
                <span class="end">\(stop)</span></li>
                """
        }
        let kinds = Relation.Kind.allCases.map { Field.Choice($0.rawValue, words("contactpage.relation.\($0.rawValue)")) }
        let fields = [
            Field("relation", words("contactpage.is", ["name": head.name]), .choices(kinds), value: form.relation.rawValue, required: true),
            Field(
                "other", words("contactpage.other"), value: form.other, error: trouble.about("other", words), required: true,
                extra: " data-pick=\"/contacts.json?q=\" autocomplete=\"off\" maxlength=\"320\""),
            Field("until", words("contactpage.until"), .date, value: form.until, error: trouble.about("until", words)),
        ]
        let isOpen = trouble.about("other", words) != nil || trouble.about("until", words) != nil
        let adding = add("relations", words("contactpage.addRelation"), fields, isOpen: isOpen, parts)
        if rows.isEmpty && adding == .empty { return .empty }
        return parts.section(words("contactpage.relations"), list(rows) + adding)
    }

    private func notes(_ parts: Parts) -> HTML {
        if record.contact.notes.isEmpty { return .empty }
        return parts.section(parts.words("contactpage.notes"), parts.callout(.note, PlainText.html(ofText: record.contact.notes)))
    }

    /// The language they write, as a line beside the ways to them.
    private func language(_ parts: Parts) -> [HTML] {
        guard let language = record.contact.language else { return [] }
        return ["<li class=\"line small quiet\">\(Icon.globe.html)\(parts.words("contactpage.speaks", ["language": language.name]))</li>"]
    }

    private func list(_ lines: [HTML]) -> HTML {
        lines.isEmpty ? .empty : "<ul class=\"stack\">\(lines)</ul>"
    }

    private func twins(_ parts: Parts) -> HTML {
        guard !merged.isEmpty else { return .empty }
        let words = parts.words
        let rows = merged.map { one -> HTML in
            let undo = head.mayEdit ? parts.form("/contacts/\(one.id)/unmerge", parts.button(words("common.undo"), icon: .undo)) : .empty
            return "<li class=\"line\"><span class=\"cut\">\(one.name)</span><span class=\"end\">\(undo)</span></li>"
        }
        return parts.section(words("contactpage.merged"), hint: words("contactpage.mergedHint"), "<ul class=\"stack\">\(rows)</ul>")
    }

    private func add(_ what: String, _ name: String, _ fields: [Field], isOpen: Bool, _ parts: Parts) -> HTML {
        guard head.mayEdit else { return .empty }
        let content = parts.form("\(path)/\(what)", look: "form", """
            \(parts.seen(head.version))\(fields.map { parts.field($0) })<p class="line">\(parts.button(parts.words("common.save")))</p>
            """)
        return parts.detail(name, content, open: isOpen)
    }

    private func removal(_ what: String, _ id: String, _ name: String, _ parts: Parts) -> HTML {
        guard head.mayEdit else { return .empty }
        return parts.form(
            "\(path)/\(what)",
            parts.iconButton(.close, parts.words("common.removeNamed", ["name": name]), type: "submit", extra: " name=\"remove\" value=\"\(id)\""))
    }
}

extension Parts {
    /// A question of the log, in a line.
    func asked(_ question: Question) -> HTML {
        let mark: HTML = ChannelName(rawValue: question.channel).map { channel(ChannelMark($0)) } ?? "<span></span>"
        return """
            <li><p class="asked">\(mark)<span><a href="/questions/\(question.id.text)">\(question.asked.cut(200))</a><br>\
            <span class="small quiet">\(words("questionpage.outcome.\(question.outcome.rawValue)"))</span></span>\(time(question.at))</p></li>
            """
    }
}
