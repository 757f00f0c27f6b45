import Knowledge
import Languages
import Markup
import Primitives
import Tickets

extension SolvePage {
    func sheet(_ parts: Parts) -> Sheet {
        let words = parts.words
        var sheet = Sheet(
            head, submit: words("ticket.act.solve"), icon: .check,
            """
                \(parts.defaultButton)\(parts.seen(head.version))\(parts.trouble(trouble, freshFields(words)))\(tabs(parts))\
                <div class="panel known">\(known(parts))</div><div class="panel amend">\(amend(parts))</div>\
                <div class="panel fresh">\(fresh(parts))</div>\
                \(parts.field(Field("workaround", words("steps.solve.workaround"), .tick, value: form.isWorkaround ? "on" : "")))\
                \(nothing(parts))
                """)
        sheet.aside = aside(parts)
        if !solutions.isEmpty {
            sheet.remark = (1...min(3, solutions.count)).map { parts.keys("\($0)") }.joined() + HTML(text: words("steps.solve.keys"))
        }
        return sheet
    }

    private func tabs(_ parts: Parts) -> HTML {
        let all: [(SolveForm.How, String)] = [(.known, "steps.solve.known"), (.amend, "steps.solve.amend"), (.fresh, "steps.solve.fresh")]
        let tabs = all.map { how, key -> HTML in
            """
            <label><input class="sr" type="radio" name="how" id="\(how.rawValue)" value="\(how.rawValue)"\
            \(how == form.how ? " checked" : HTML.empty)>\(parts.words(key))</label>
            """
        }
        return "<fieldset class=\"tabs-row\"><legend class=\"sr\">\(parts.words("steps.solve.how"))</legend><div class=\"tabs\">\(tabs)</div></fieldset>"
    }

    private func known(_ parts: Parts) -> HTML {
        let words = parts.words
        let found: HTML = form.isSearch ? parts.hidden("found", form.find) : .empty
        let find = Field(
            "find", words("steps.solve.find"), .search, value: form.find, error: trouble.about("find", words), extra: " data-pick=\"/articles.json?q=\" autocomplete=\"off\"")
        if solutions.isEmpty {
            return found + parts.field(find) + "<p class=\"small quiet\">\(words("steps.solve.noneKnown"))</p>"
        }
        let rows = solutions.enumerated().map { index, solution in row(solution, key: "\(index + 1)", parts) }
        return """
            \(found)\(parts.field(find))<ol class="ranked" aria-label="\(words("steps.solve.ranked"))">\(rows)</ol>\
            <p class="xs quiet">\(words("steps.solve.rankedHow"))</p>
            """
    }

    private func row(_ solution: KnownSolution, key: String, _ parts: Parts) -> HTML {
        let isChosen = solution.id == chosen
        return """
            <li><label><input type="radio" name="solution" value="\(solution.id.text)"\(isChosen ? " checked data-focus" : HTML.empty)>\
            <span class="medium">\(solution.text.title)</span>\(parts.keys(key))\
            <span class="xs quiet">\(helped(solution, parts.words))</span></label>\
            <div class="detail">\(details(solution, parts))<p>\
            \(parts.button(parts.words("steps.solve.withThis"), name: "now", value: solution.id.text, key: key))</p></div></li>
            """
    }

    private func helped(_ solution: KnownSolution, _ words: Words) -> String {
        solution.helped == 0 ? words("steps.solve.neverUsed") : words.count("steps.solve.helped", solution.helped)
    }

    private func details(_ solution: KnownSolution, _ parts: Parts) -> HTML {
        let all = [("steps.problem", solution.text.problem), ("steps.cause", solution.text.cause), ("steps.steps", solution.text.steps)]
        let pairs = all.filter { !$0.1.isEmpty }.map { key, text -> HTML in
            "<dt>\(parts.words(key))</dt><dd lang=\"\(solution.language.rawValue)\">\(PlainText.html(ofText: text))</dd>"
        }
        return "<dl>\(pairs)</dl>"
    }

    private func amend(_ parts: Parts) -> HTML {
        let words = parts.words
        if solutions.isEmpty { return "<p class=\"small quiet\">\(words("steps.solve.noneKnown"))</p>" }
        let rows = solutions.prefix(5).map { solution -> HTML in
            let isAmended = solution.id == form.amended
            let draft = isAmended
                ? form.amendment
                : SolveForm.Draft(problem: solution.text.problem, cause: solution.text.cause, steps: solution.text.steps)
            return """
                <li><label><input type="radio" name="amended" value="\(solution.id.text)"\
                \(isAmended || form.amended == nil && solution.id == chosen ? " checked" : HTML.empty)>\
                <span class="medium">\(solution.text.title)</span></label>\
                <div class="detail">\(parts.hidden("version-\(solution.id)", "\(solution.version.number)"))\
                \(parts.hidden("language-\(solution.id)", solution.language.rawValue))\
                \(draftFields(draft, suffix: "-\(solution.id)", words).map { parts.field($0) })</div></li>
                """
        }
        return """
            <p class="small quiet">\(words("steps.solve.amendHow"))</p>\
            <ol class="ranked" aria-label="\(words("steps.solve.ranked"))">\(rows)</ol>
            """
    }

    private func fresh(_ parts: Parts) -> HTML {
        let words = parts.words
        let last: HTML = hasLastAnswer
            ? "<p>\(parts.button(words("steps.solve.last"), icon: .reply, name: "last", value: "1", key: "l"))</p>" : .empty
        return """
            <p class="small quiet">\(words(hasLastAnswer ? "steps.solve.freshFromLast" : "steps.solve.freshEmpty"))</p>\
            \(freshFields(words).map { parts.field($0) })\(last)
            """
    }

    private func freshFields(_ words: Words) -> [Field] {
        var fields = draftFields(form.fresh, suffix: "", words)
        for index in fields.indices { fields[index].error = trouble.about(fields[index].name, words) }
        return fields
    }

    private func draftFields(_ draft: SolveForm.Draft, suffix: String, _ words: Words) -> [Field] {
        [
            Field("problem\(suffix)", words("steps.problem"), .area(rows: 2), value: draft.problem),
            Field("cause\(suffix)", words("steps.cause"), value: draft.cause),
            Field("steps\(suffix)", words("steps.steps"), .area(rows: 5), value: draft.steps),
        ]
    }

    private func nothing(_ parts: Parts) -> HTML {
        let choices = Self.nothings.map { outcome, key in
            (value: outcome.rawValue, text: parts.words("steps.outcome.\(outcome.rawValue)"), key: key)
        }
        return parts.quick(parts.words("steps.solve.nothing"), name: "nothing", choices)
    }

    private func aside(_ parts: Parts) -> HTML {
        let words = parts.words
        let draft: HTML = hasDraft ? parts.callout(.warning, HTML(text: words("steps.solve.draft"))) : .empty
        return parts.consequences([
            .init(.done, words("steps.solve.becomes", ["number": head.number.text])),
            .init(.book, words("steps.solve.counts")),
            .init(.mail, words("steps.solve.noMail")),
            .init(.undo, words.count("steps.solve.closes", closesAfter)),
        ]) + draft
    }
}
