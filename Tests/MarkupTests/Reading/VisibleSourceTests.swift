import Testing

@testable import Markup

struct VisibleSourceTests {
    private func visible(_ html: String, hiding isHidden: @escaping @Sendable (StartTag, [UInt8]) -> Bool = { _, _ in false }) -> String {
        var source = VisibleSource(Array(html.utf8), hiding: isHidden)
        var text = ""
        while let token = source.next() {
            switch token {
            case .text(let range), .raw(_, let range): text += String(decoding: source.bytes[range], as: UTF8.self)
            case .start(let tag): text += "<\(tag.name)>"
            case .end(let name): text += "</\(name)>"
            }
        }
        return text
    }

    @Test("a drawing goes with all that is in it")
    func drops() {
        #expect(visible("a<svg><svg><p>x</p></svg>y</svg>b<svg/>c<math><mi>d</mi></math>e") == "abce")
    }

    @Test("a drawing that never ends takes nothing with it")
    func unfinished() {
        #expect(visible("a<svg>b<svg>c</svg>d") == "abc</svg>d")
        #expect(visible("a<template>b") == "ab")
    }

    @Test("what is hidden goes to its end, if it has one")
    func hidden() {
        let isHidden: @Sendable (StartTag, [UInt8]) -> Bool = { tag, _ in tag.range(of: "hidden") != nil }
        #expect(visible("<div hidden>a<div>b</div>c</div>d", hiding: isHidden) == "d")
        #expect(visible("<p hidden>a", hiding: isHidden) == "<p>a")
        #expect(visible("<img hidden>a", hiding: isHidden) == "a")
    }
}
