import Languages
import Markup
import Primitives
import Tickets

extension ParcelPage {
    func page(_ parts: Parts) -> HTML {
        let words = parts.words
        let files = files.map { file -> HTML in
            "<li class=\"line\">\(Icon.clip.html)<span>\(file.name)</span><span class=\"xs quiet\">\(words.numbers.bytes(file.size))</span></li>"
        }
        return """
            <header><h1>\(title)</h1><p class="line wrap">\(parts.parcelState(row.state))\(OutboxPage.title(of: row))</p></header>\
            <div class="stack loose"><p class="small quiet">\(OutboxPage.addresses(row.recipients, words))</p>\(parts.parcelNews(row))\
            <div class="line">\(parts.link(words("outboxpage.back"), to: "/outbox", .plain, icon: .arrowLeft))\(parts.parcelVerbs(row))</div>\
            \(isPreview ? parts.callout(.plain, HTML(text: words("outboxpage.preview"))) : .empty)\
            <section class="stack" aria-labelledby="p-text"><h2 id="p-text">\(words("outboxpage.text"))</h2>\
            \(OutboxPage.body(row, parts))<ul class="stack">\(files)</ul></section>\
            <section class="stack" aria-labelledby="p-headers"><h2 id="p-headers">\(words("outboxpage.headers"))</h2>\(code(headers, words("outboxpage.headers")))</section>\
            \(parts.detail(words("outboxpage.source"), code(source, words("outboxpage.source")) + (isCut ? HTML(text: words("outboxpage.cut")) : .empty)))</div>
            """
    }

    private func code(_ text: String, _ name: String) -> HTML {
        "<pre class=\"small table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"\(name)\">\(text)</pre>"
    }
}
