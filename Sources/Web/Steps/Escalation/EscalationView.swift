import Languages
import Markup
import Primitives
import Tickets

extension EscalationPage {
    func sheet(_ parts: Parts) -> Sheet {
        let words = parts.words
        let fields = fields(words)
        let quick = EscalationForm.Because.allCases.enumerated().map { index, because in
            (value: because.rawValue, text: words("steps.because.\(because.rawValue)"), key: "\(index + 1)")
        }
        var sheet = Sheet(
            head, submit: target.map { words("steps.escalate.submit", ["tier": "\($0.tier.level)"]) } ?? words("ticket.act.escalate"),
            icon: .stairs,
            """
                \(parts.defaultButton)\(parts.seen(head.version))\(parts.trouble(trouble, fields))\(stairs(parts))\
                \(parts.quick(words("steps.escalate.quick"), name: "because", quick))\(fields.map { parts.field($0) })
                """)
        sheet.aside = aside(parts)
        sheet.remark = parts.keys("1") + parts.keys("2") + parts.keys("3") + HTML(text: words("steps.escalate.keys"))
        return sheet
    }

    private func fields(_ words: Words) -> [Field] {
        [
            Field(
                "reason", words("steps.reason"), value: form.reason, error: trouble.about("reason", words), required: true,
                extra: " maxlength=\"2000\" data-key=\"r\""),
            Field(
                "findings", words("steps.findings"), .area(rows: 6), value: form.findings,
                hint: words("steps.findings.hint", ["name": head.requester]), error: trouble.about("findings", words)),
        ]
    }

    private func stairs(_ parts: Parts) -> HTML {
        let steps = stairs.map { stair -> HTML in
            stair.isOpen ? stair.queues.map { choice($0, parts) }.joined() : "<li class=\"\(stair.isHere ? "now" : "")\">\(name(of: stair, parts))</li>"
        }
        return """
            <fieldset class="field"><legend class="small medium">\(parts.words("steps.to"))</legend><ol class="stairs">\(steps)</ol></fieldset>
            """
    }

    private func name(of stair: Stair, _ parts: Parts) -> HTML {
        let words = parts.words
        let names = stair.queues.map(\.name).joined(separator: ", ")
        return """
            <span class="medium">\(words("ticket.tierNumber", ["number": "\(stair.tier.level)"]))</span>\
            <span class="xs quiet">\(stair.isHere ? words("steps.hereNow", ["name": names]) : names)</span>
            """
    }

    private func choice(_ queue: Queue, _ parts: Parts) -> HTML {
        let isChosen = queue.id == target?.id
        return """
            <li><label class="choice"><input type="radio" name="to" value="\(queue.id.text)"\(isChosen ? " checked data-focus" : HTML.empty)>\
            <span><span class="medium">\(parts.words("ticket.tierNumber", ["number": "\(queue.tier.level)"]))</span><br>\
            <span class="xs quiet">\(queue.name)</span></span></label></li>
            """
    }

    private func aside(_ parts: Parts) -> HTML {
        let words = parts.words
        return parts.crews(crews, heading: words("steps.whoNext"))
            + parts.consequences([
                .init(.eye, words("steps.escalate.follow")), .init(.clock, words("steps.escalate.clock")),
                .init(.lock, words("steps.escalate.hidden", ["name": head.requester])),
            ])
    }
}

extension Parts {
    /// Who works some queues, with their tickets.
    func crews(_ crews: [QueueCrew], heading: String) -> HTML {
        let groups = crews.map { crew -> HTML in
            let people = crew.members.map { member -> HTML in
                """
                <li>\(avatar(member.name, us: true))<span class="medium cut">\(member.name)</span>\
                <span class="xs quiet num">\(words.count("steps.active", member.active))</span></li>
                """
            }
            let rest: HTML = crew.others > 0 ? "<p class=\"xs quiet\">\(words.count("steps.others", crew.others))</p>" : .empty
            let none: HTML = crew.members.isEmpty ? "<p class=\"xs quiet\">\(words("steps.nobodyThere"))</p>" : .empty
            return "<div class=\"stack\"><p class=\"small medium\">\(crew.queue.name)</p><ul class=\"people\">\(people)</ul>\(rest)\(none)</div>"
        }
        return "<h2 class=\"label\">\(heading)</h2>\(groups)"
    }
}
