import Languages
import Markup

extension ConfirmPage {
    func sheet(_ parts: Parts) -> Sheet {
        let words = parts.words
        let lines = lines.map { Parts.Consequence($0.icon, words("steps.confirm.\($0.key)", $0.values)) }
        var sheet = Sheet(
            head, submit: words("steps.submit.\(head.step.rawValue)"), icon: icon,
            "\(parts.trouble(trouble, []))<div class=\"stack\">\(parts.consequences(lines))</div>")
        if head.step == .delete { sheet.look = .danger }
        return sheet
    }

    private var icon: Icon {
        switch head.step {
        case .delete: .trash
        default: .undo
        }
    }
}
