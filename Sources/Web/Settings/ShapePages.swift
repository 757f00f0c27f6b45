import Accounts
import Languages
import Markup
import Primitives
import Tickets

/// A row of a list in which each line is a form of its own.
private struct LineForm {
    let action: String
    let id: String?
    let content: HTML
    let save: String

    func view(_ parts: Parts) -> HTML {
        let button = parts.button(save, icon: id == nil ? .plus : nil)
        return parts.form(action, look: "line-form", "\(id.map { parts.hidden("id", $0) })\(content)\(button)")
    }
}

extension Parts {
    /// A control with its name read aloud only; the list's head shows it.
    fileprivate func line(_ name: String, _ label: String, value: String, type: String = "text") -> HTML {
        """
        <label class="field"><span class="xs quiet">\(label)</span>\
        <input class="input" type="\(type)" name="\(name)" value="\(value)" required maxlength="120"></label>
        """
    }

    fileprivate func pick(_ name: String, _ label: String, _ choices: [(value: String, text: String)], chosen: String) -> HTML {
        let options = choices.map { choice -> HTML in
            "<option value=\"\(choice.value)\"\(choice.value == chosen ? " selected" : HTML.empty)>\(choice.text)</option>"
        }
        return "<label class=\"field\"><span class=\"xs quiet\">\(label)</span><select class=\"select\" name=\"\(name)\">\(options)</select></label>"
    }

    /// One of many, by its name: what ``pick(_:_:_:chosen:)`` is of few.
    fileprivate func name(_ name: String, _ label: String, of list: String, value: String) -> HTML {
        """
        <label class="field"><span class="xs quiet">\(label)</span>\
        <input class="input" name="\(name)" value="\(value)" list="\(list)" required maxlength="120" autocomplete="off"></label>
        """
    }

    fileprivate func box(_ name: String, _ label: String, isOn: Bool) -> HTML {
        "<label class=\"choice\"><input type=\"checkbox\" name=\"\(name)\" value=\"on\"\(isOn ? " checked" : HTML.empty)><span>\(label)</span></label>"
    }
}

struct TeamsPage: SettingsPage {
    let place = SettingsPlace.teams
    /// With how many agents are in each.
    let teams: Shortlist<(team: Team, count: Int)>
    let trouble: FormTrouble
    let words: Words

    func content(_ parts: Parts) -> HTML {
        let lines = teams.items.map { team, count in
            LineForm(
                action: "/settings/teams", id: team.id.text,
                content: fields(team.name, "\(team.tier)", parts) + "<span class=\"small quiet\">\(words.count("settings.team.agents", count))</span>",
                save: words("common.save")
            ).view(parts)
        }
        let new = LineForm(action: "/settings/teams", id: nil, content: fields("", "1", parts), save: words("settings.team.add")).view(parts)
        return parts.section(words("settings.place.teams"), parts.trouble(trouble, []) + teams.finder(place.path, parts) + lines.joined())
            + parts.section(words("settings.team.new"), hint: words("settings.team.new.hint"), new)
    }

    private func fields(_ name: String, _ tier: String, _ parts: Parts) -> HTML {
        let tiers = (1...9).map { (value: "\($0)", text: words("ticket.tierNumber", ["number": "\($0)"])) }
        return parts.line("name", words("common.name"), value: name) + parts.pick("tier", words("settings.team.tier"), tiers, chosen: tier)
    }
}

struct QueuesPage: SettingsPage {
    /// So many teams fit into a list of each line.
    private static let mostPicked = 30

    let place = SettingsPlace.queues
    let queues: Shortlist<Queue>
    let teams: [Team]
    let trouble: FormTrouble
    let words: Words

    func content(_ parts: Parts) -> HTML {
        let lines = queues.items.map { queue in
            LineForm(
                action: "/settings/queues", id: queue.id.text, content: fields(queue.name, queue.team, isFirst: queue.isFirst, parts),
                save: words("common.save")
            ).view(parts)
        }
        let new = LineForm(
            action: "/settings/queues", id: nil, content: fields("", teams.first?.id, isFirst: false, parts),
            save: words("settings.queue.add")
        ).view(parts)
        let top = parts.trouble(trouble, []) + queues.finder(place.path, parts)
        return parts.section(words("settings.place.queues"), hint: words("settings.queue.hint"), top + lines.joined() + names)
            + parts.section(words("settings.queue.new"), new)
    }

    private func fields(_ name: String, _ team: ID<Team>?, isFirst: Bool, _ parts: Parts) -> HTML {
        parts.line("name", words("common.name"), value: name) + choice(of: team, parts)
            + parts.box("first", words("settings.queue.first"), isOn: isFirst)
    }

    private func choice(of team: ID<Team>?, _ parts: Parts) -> HTML {
        let label = words("settings.queue.team")
        if teams.count <= Self.mostPicked { return parts.pick("team", label, teams.map { ($0.id.text, $0.name) }, chosen: team?.text ?? "") }
        return parts.name("teamName", label, of: "teams", value: teams.first { $0.id == team }?.name ?? "")
    }

    /// What the lines offer where the teams are many.
    private var names: HTML {
        if teams.count <= Self.mostPicked { return .empty }
        return "<datalist id=\"teams\">\(teams.map { team -> HTML in "<option value=\"\(team.name)\"></option>" })</datalist>"
    }
}

struct CategoriesPage: SettingsPage {
    let place = SettingsPlace.categories
    let categories: Shortlist<ShapeStore.CategoryRow>
    let trouble: FormTrouble
    let words: Words

    func content(_ parts: Parts) -> HTML {
        let lines = categories.items.map { category in
            LineForm(
                action: "/settings/categories", id: category.id.text,
                content: parts.line("name", words("common.name"), value: category.name)
                    + parts.box("active", words("settings.category.active"), isOn: category.isActive),
                save: words("common.save")
            ).view(parts)
        }
        let empty = categories.count == 0
            ? parts.empty(.tag, words("settings.category.none"), words("settings.category.none.hint")) : HTML.empty
        let new = LineForm(
            action: "/settings/categories", id: nil, content: parts.line("name", words("common.name"), value: ""),
            save: words("settings.category.add")
        ).view(parts)
        return parts.section(words("settings.place.categories"), parts.trouble(trouble, []) + empty + categories.finder(place.path, parts) + lines.joined())
            + parts.section(words("settings.category.new"), new)
    }
}
