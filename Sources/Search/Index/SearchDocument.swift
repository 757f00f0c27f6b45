import Primitives
import Storage

/// Words that lead to something of the desk.
package struct SearchDocument: Sendable {
    package enum Kind: String, Sendable, Codable, Column, CaseIterable {
        /// A ticket's subject, number and tags.
        case ticket
        case message, note, article, question
    }

    /// A text and the language it is in; `nil` where the desk does not speak it.
    package struct Text: Sendable {
        package let text: String
        package let language: Language?

        package init(_ text: String, _ language: Language?) {
            self.text = text
            self.language = language
        }
    }

    package let kind: Kind
    /// What is found. Ids are unique over all kinds, so it is the document's id too.
    package let object: Int64
    /// The ticket it belongs to; who may see that one may find it.
    package let ticket: Int64?
    package let texts: [Text]

    package init(_ kind: Kind, _ object: Int64, ticket: Int64? = nil, text: String, language: Language?) {
        self.init(kind, object, ticket: ticket, texts: [Text(text, language)])
    }

    /// The same thing said in several languages.
    package init(_ kind: Kind, _ object: Int64, ticket: Int64? = nil, texts: [Text]) {
        self.kind = kind
        self.object = object
        self.ticket = ticket
        self.texts = texts
    }

    var language: Language? { texts.count == 1 ? texts[0].language : nil }

    /// The column of terms; no phrase reaches from one text into the next.
    var terms: String {
        texts.map { IndexText.terms(of: $0.text, language: $0.language) }.joined(separator: " zxw ")
    }
}
