/// The elements in which mail programs put quotes, heads and signatures.
enum QuoteContainers {
    enum Kind {
        /// The line "On … wrote:".
        case attribution
        case signature
        /// Everything from here on is older mail.
        case cut
    }

    static func kind(of tag: MarkupTags.Tag) -> Kind? {
        if tag.id.isEmpty, tag.classes.isEmpty, tag.style.isEmpty, tag.marks.isEmpty { return nil }
        let names = names(of: tag)
        if !cuts.isDisjoint(with: names) || isOutlookRule(tag) || !cutMarks.isDisjoint(with: tag.marks) { return .cut }
        if !attributions.isDisjoint(with: names) { return .attribution }
        if !signatures.isDisjoint(with: names) || !signatureMarks.isDisjoint(with: tag.marks) { return .signature }
        return nil
    }

    private static let cutMarks: Set = ["data-marker=__headers__", "data-marker=__quoted_text__"]
    private static let signatureMarks: Set = ["data-signatureblock=true", "data-smartmail=gmail_signature"]

    private static let cuts: Set = [
        // Outlook
        "outlookmessageheader", "divrplyfwdmsg", "appendonsend", "mail-editor-reference-message-container",
        "ms-outlook-mobile-reference-message",
        "stopspelling", "mailsignature-separator", "hotmail_quote", "ecxhmmessage",  // Hotmail
        "yahoo_quoted", "yahooquoted", "ymail_android_quoted", "reply-intro",  // Yahoo
        "zwchr",  // Zimbra
        "moz-forward-container",  // Thunderbird
        "protonmail_quote", "tutanota_quote", "zmail_extra", "gmail_quote_container_forward", "quotedmessage", "bloop_original_html",
        "mb_quote", "hmcontentquote",
        "iosymail", "airmail_quote", "edo-reply", "quote_header_block", "qt-quoted", "wmquote",
    ]

    private static let attributions: Set = [
        "gmail_attr", "moz-cite-prefix", "protonmail_quote_header", "yahoo_quoted_header", "bloop_on", "airmail_on",
        "tutanota_quote_header",
    ]

    private static let signatures: Set = [
        "gmail_signature", "moz-signature", "ms-outlook-mobile-signature", "ms-outlook-mobile-body-separator-line-signature",
        "protonmail_signature_block", "applemailsignature",
        "bloop_sign", "yahoo-style-wrap-signature", "mobile-signature", "appendonsend-signature",
    ]

    /// The id and the classes, without the `x_` that Outlook puts before names it copies.
    private static func names(of tag: MarkupTags.Tag) -> [String] {
        let given = [tag.id[...]].filter { !$0.isEmpty } + tag.classes.split(separator: " ", maxSplits: 8)
        return given.map { name in
            var bare = name
            while bare.hasPrefix("x_") { bare = bare.dropFirst(2) }
            return String(bare)
        }
    }

    /// The line above the copied head in Outlook 2007 to 365, Windows Mail and the Mail app.
    private static func isOutlookRule(_ tag: MarkupTags.Tag) -> Bool {
        guard !tag.style.isEmpty, [
            "div", "p", "table", "td",
        ].contains(tag.name), tag.style.utf8.count < 400, tag.style.contains("border-top") else { return false }
        return rules.contains { parts in parts.allSatisfy { tag.style.contains($0) } }
    }

    /// Each with all its parts, without white space.
    private static let rules = [
        [
            "border:none;border-top:solid#",
        ], [
            "border-top:solid#b5c4df1.0pt",
        ], ["border-top:solid#e1e1e11.0pt"], ["border-top:#b5c4df1ptsolid"], ["border-top:#e1e1e11ptsolid"],
        ["border-top-color:rgb(229,229,229)", "border-top-style:solid"], ["border-top-color:rgb(181,196,223)"],
    ]
}
