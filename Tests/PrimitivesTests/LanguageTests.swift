import Primitives
import Testing

struct LanguageTests {
    @Test(
        "a tag is understood by its first part",
        arguments: [
            ("es", Language.es), ("es-MX", .es), ("es-419", .es), ("ES", .es), ("pt_BR", .pt), ("pt-PT", .pt), ("ro-MD", .ro),
            ("en-GB", .en), ("zh-Hant", nil), ("", nil), ("-es", nil), ("est", nil), ("e", nil),
        ])
    func tags(tag: String, language: Language?) {
        #expect(Language(tag: tag) == language)
    }

    @Test(
        "a browser gets the language it likes best of those we speak",
        arguments: [
            ("es-MX,es;q=0.9,en;q=0.8", Language.es), ("de-DE,de;q=0.9,pt-BR;q=0.8,en;q=0.7", .pt), ("en;q=0.3, ro;q=0.7", .ro),
            ("ro,es", .ro), ("fr, *;q=0.5", nil), ("", nil), ("es;q=0, en;q=0.1", .en), ("es;Q=0.1,pt;q=0.2", .pt),
            ("es;q=nan,ro;q=0.5", .ro), ("en;q=0.5,es;q=9e99,ro", .es), (";;;,,,=q", nil), ("es ; q=0.4 , en ; q=0.5", .en),
        ])
    func accepted(header: String, language: Language?) {
        #expect(Language(accepting: header) == language)
    }
}
