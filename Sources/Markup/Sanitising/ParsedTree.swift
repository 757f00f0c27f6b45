import CGumbo

/// The tree that an HTML parser makes of its input (HTML standard §13.2, by libgumbo).
///
/// The library works and frees recursively and takes time by depth: give it only what ``ParserLoad`` has weighed.
struct ParsedTree: ~Copyable {
    private let output: UnsafeMutablePointer<GumboOutput>
    private let options: GumboOptions

    /// A step of a walk through the tree in document order.
    enum Step {
        case enter(Element)
        case leave(Element)
        case text(String)
    }

    struct Element {
        /// In lower case.
        let name: String
        fileprivate let node: GumboElement
    }

    init(_ bytes: [UInt8]) {
        var options = kGumboDefaultOptions
        options.max_errors = 0
        self.options = options
        // Ends in NUL so that there is a pointer even to nothing.
        output = (bytes + [0]).withUnsafeBytes { gumbo_parse_with_options(&options, $0.baseAddress, bytes.count) }
    }

    deinit {
        withUnsafePointer(to: options) { gumbo_destroy_output($0, output) }
    }

    /// Visits every element of HTML and every text; what belongs to other languages (SVG, MathML) is passed over.
    func walk(_ visit: (Step) -> Void) {
        guard let root = output.pointee.root, let first = Self.element(root) else { return }
        visit(.enter(first))
        var path = [(element: first, next: 0)]
        while let (element, next) = path.last {
            guard let child = element.node.children.node(at: next) else {
                visit(.leave(element))
                path.removeLast()
                continue
            }
            path[path.count - 1].next += 1
            if let element = Self.element(child) {
                visit(.enter(element))
                path.append((element, 0))
            } else if let text = Self.text(child) {
                visit(.text(text))
            }
        }
    }

    private static func element(_ node: UnsafePointer<GumboNode>) -> Element? {
        guard node.pointee.type == GUMBO_NODE_ELEMENT, node.pointee.v.element.tag_namespace == GUMBO_NAMESPACE_HTML,
            let name = gumbo_normalized_tagname(node.pointee.v.element.tag)
        else { return nil }
        return Element(name: String(cString: name), node: node.pointee.v.element)
    }

    private static func text(_ node: UnsafePointer<GumboNode>) -> String? {
        guard node.pointee.type == GUMBO_NODE_TEXT || node.pointee.type == GUMBO_NODE_WHITESPACE else { return nil }
        return String(cString: node.pointee.v.text.text)
    }
}

extension ParsedTree.Element {
    /// Name and value of each attribute, decoded; the first of a name only.
    var attributes: [(name: String, value: String)] {
        (0..<Int(node.attributes.length)).compactMap { index in
            guard let attribute = node.attributes.data[index]?.assumingMemoryBound(to: GumboAttribute.self).pointee else { return nil }
            return (String(cString: attribute.name), String(cString: attribute.value))
        }
    }
}

extension GumboVector {
    fileprivate func node(at index: Int) -> UnsafePointer<GumboNode>? {
        guard index < Int(length), let item = data[index] else { return nil }
        return UnsafePointer(item.assumingMemoryBound(to: GumboNode.self))
    }
}
