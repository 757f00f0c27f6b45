/// Message-IDs out of Message-ID, In-Reply-To and References (RFC 5322 §3.6.4).
package enum MessageIdentifiers {
    /// Identifiers beyond this many are passed over: the newest are kept.
    private static let most = 500
    /// Bytes of one identifier; longer ones are no identifiers.
    private static let longest = 998

    /// Whatever stands between `<` and `>`, in order, nearest last, without doubles. Some gateways drop the spaces between them,
    /// and folding puts spaces within. Where nothing stands in brackets, every word with an `@` counts.
    package static func all(in text: String) -> [String] {
        var found: [String] = []
        var open: Substring.Index?
        let text = text[...]
        var (index, comment) = (text.startIndex, 0)
        while index < text.endIndex {
            switch text[index] {
            case "(" where open == nil: comment += 1
            case ")" where open == nil: comment = max(0, comment - 1)
            case "<" where comment == 0: open = text.index(after: index)
            case ">":
                if let start = open { found.append(tidied(text[start..<index])) }
                open = nil
            default: break
            }
            index = text.index(after: index)
        }
        if found.isEmpty { found = text.split(whereSeparator: \.isWhitespace).filter { $0.contains("@") }.map(tidied) }
        return unique(found.filter { !$0.isEmpty && $0.utf8.count <= longest })
    }

    /// The one identifier of a Message-ID; without brackets the first word.
    static func first(in text: String) -> String? {
        if let found = all(in: text).first { return found }
        let word = text.split(whereSeparator: \.isWhitespace).first.map(tidied) ?? ""
        return word.isEmpty || word.utf8.count > longest ? nil : word
    }

    private static func tidied(_ text: Substring) -> String {
        String(text.filter { !$0.isWhitespace && $0 != "<" && $0 != ">" })
    }

    /// A repeated identifier stays where it stands last, nearest to the mail.
    private static func unique(_ identifiers: [String]) -> [String] {
        var seen: Set<String> = []
        return identifiers.suffix(most).reversed().filter { seen.insert($0).inserted }.reversed()
    }
}

extension MessageIdentifiers {
    /// References of an answer (RFC 5322 §3.6.4): those of the mail it answers, then that mail itself; of a long chain the first 4 and
    /// the last 6, so that every reader finds the beginning and the nearest ancestors.
    package static func references(answering parent: MailMessage) -> [String] {
        chain(parent.references.isEmpty ? parent.inReplyTo : parent.references, parent: parent.messageID)
    }

    /// The same of identifiers.
    package static func chain(_ ancestors: [String], parent: String?) -> [String] {
        let whole = unique(ancestors + (parent.map { [$0] } ?? []))
        return whole.count <= 10 ? whole : Array(whole.prefix(4) + whole.suffix(6))
    }
}
