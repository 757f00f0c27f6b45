import Languages
import Markup
import Primitives

extension Frame {
    /// The page as it is sent, `text/html; charset=utf-8`, with ``ContentPolicy/pages``.
    package func document() -> HTML {
        """
        <!doctype html>
        <html lang="\(words.language.rawValue)"\(look)>
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(title) · \(desk)</title>
        \(Self.links)\(brand)<meta name="csrf" content="\(parts.csrf)">
        </head>
        <body\(live)>
        \(content)
        <div class="sr" id="told" role="status" aria-live="polite"></div>
        </body>
        </html>
        """
    }

    private static let links: HTML = {
        let files = PublicFiles.shared
        return """
            <link rel="stylesheet" href="\(files.url("app.css"))">
            <link rel="icon" type="image/svg+xml" href="\(files.url("icon.svg"))">
            <script type="module" src="\(files.url("js/main.js"))"></script>

            """
    }()

    private var look: HTML {
        let theme: HTML = self.theme == .auto ? .empty : " data-theme=\"\(self.theme.rawValue)\""
        let density: HTML = self.density == .compact ? " data-density=\"compact\"" : .empty
        return theme + density + (singleKeys ? .empty : " data-keys=\"off\"")
    }

    private var brand: HTML {
        guard let brandSheet else { return .empty }
        return "<link rel=\"stylesheet\" href=\"\(brandSheet)\">\n"
    }

    /// What the scripts of agents' pages need: where to begin to listen, and whose acts need no telling.
    private var live: HTML {
        switch kind {
        case .workspace, .plain:
            " data-desk=\"\(position)\"\(parts.attribute("data-me", personID))"
        case .portal, .bare: .empty
        }
    }

    private var content: HTML {
        switch kind {
        case .workspace(let workspace): shell(workspace)
        case .plain(let page): shell(page)
        case .portal(let page): portal(page)
        case .bare(let page): page
        }
    }

    var told: HTML { flash.map { parts.flash($0) } ?? .empty }

    var skip: HTML { "<a class=\"skip\" href=\"#content\">\(words("layout.skip"))</a>" }

    /// The desk's sign: its logo, or ours.
    var mark: HTML {
        if let brandLogo { return "<img class=\"logo\" src=\"\(brandLogo)\" alt=\"\">" }
        return Self.arch
    }

    static let arch: HTML = """
        <svg class="mark" viewBox="0 0 24 24" aria-hidden="true"><path d="M3 21V12a9 9 0 0 1 18 0v9"/><circle cx="12" cy="17" r="3"/></svg>
        """
}
