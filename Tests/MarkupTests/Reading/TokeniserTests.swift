import Testing

@testable import Markup

struct TokeniserTests {
    private func tokens(_ html: String) -> [String] {
        var tokeniser = Tokeniser(Array(html.utf8))
        var tokens: [String] = []
        while let token = tokeniser.next() {
            let text = { (range: Range<Int>) in String(decoding: tokeniser.bytes[range], as: UTF8.self) }
            switch token {
            case .text(let range): tokens.append(text(range))
            case .start(let tag): tokens.append("<\(tag.name)\(tag.attributes.map { " \($0.name)=[\(text($0.value))]" }.joined())>")
            case .end(let name): tokens.append("</\(name)>")
            case .raw(let name, let range): tokens.append("\(name)[\(text(range))]")
            }
        }
        return tokens
    }

    @Test("tags, attributes and text come apart")
    func tags() {
        #expect(tokens("<P Class='a b' id=x hidden>Hola</P >") == ["<p class=[a b] id=[x] hidden=[]>", "Hola", "</p>"])
        #expect(tokens("<a href=\"x>y\"title=z/>") == ["<a href=[x>y] title=[z/]>"])
        #expect(tokens("<a =x=y / b>") == ["<a x=[y] b=[]>"])
    }

    @Test("a sign that is no markup is text")
    func text() {
        #expect(tokens("1 < 2 <3 </") == ["1 < 2 <3 </"])
        #expect(tokens("a<") == ["a<"])
    }

    @Test("comments and instructions are left out")
    func comments() {
        #expect(tokens("a<!-- <b> -->b<!-->c<!--->d<!-- x --!>e<!x>f<?y>g</ z>h<![CDATA[i]]>j") == "abcdefghj".map(String.init))
        #expect(tokens("a<!-- never") == ["a"])
    }

    @Test("scripts and styles know no tags")
    func raw() {
        #expect(tokens("<style>p > b <i></style >x") == ["<style>", "style[p > b <i>]", "</style>", "x"])
        #expect(tokens("<title><b>x</titles></TITLE/>y") == ["<title>", "title[<b>x</titles>]", "</title>", "y"])
        #expect(tokens("<script>x") == ["<script>", "script[x]"])
        #expect(tokens("a<plaintext>b</plaintext>") == ["a", "plaintext[b</plaintext>]"])
    }

    @Test("a tag that never ends takes the rest with it")
    func unfinished() {
        #expect(tokens("a<b") == ["a"])
        #expect(tokens("a<b c=\"d>e") == ["a"])
        #expect(tokens("a</b c") == ["a"])
        #expect(tokens("a<b c") == ["a"])
        #expect(tokens("a<b c=") == ["a"])
    }
}
