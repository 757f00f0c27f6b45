import Knowledge
import Primitives
import Search
import Storage
import Tickets

/// One line that a field offers while somebody types.
struct Offer: Encodable, Sendable, Equatable {
    /// What goes into the form.
    let value: String
    let text: String
    var hint: String?
    /// The words an editor puts in, where they are others than `text`.
    var insert: String?

    /// At most so many at once.
    static let most = 10
}

/// One line of the palette.
struct PaletteFind: Encodable, Sendable, Equatable {
    let kind: String
    let title: String
    var note: String?
    let url: String
    var state: String?
}
