import Languages
import Markup
import Primitives

extension Parts {
    /// Which of several people is meant; nothing where there is no question.
    func which(_ choices: [PersonFinder.Choice], newcomer: String? = nil) -> HTML {
        guard !choices.isEmpty else { return .empty }
        var all = choices.map { Field.Choice($0.id.text, $0.name, hint: $0.hint) }
        if let newcomer { all.append(Field.Choice(PersonForm.newcomer, words("newticket.newcomer", ["name": newcomer]))) }
        return field(Field("which", words("newticket.which"), .radios(all), value: choices[0].id.text, required: true, extra: " data-focus"))
    }
}
