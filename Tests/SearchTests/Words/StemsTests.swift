import Primitives
import Testing

@testable import Search

@Suite struct StemsTests {
    /// Whether a query for one word finds a text in that language that holds the other.
    private func finds(_ query: String, in text: String, _ language: Language) throws -> Bool {
        try SearchQuery.parse(query, filters: .none)
            .matches(FoldedText(terms: IndexText.terms(of: text, language: language))) { _ in false }
    }

    @Test("every form of a word finds every other, with and without accents, in capitals too", arguments: [
        (Language.es, "conexión conexiones"), (.es, "información informaciones"), (.es, "devolución devoluciones"),
        (.es, "impresora impresoras"), (.es, "garantía garantías"), (.es, "contraseña contraseñas"), (.es, "línea líneas"),
        (.es, "envío envíos enviar enviado enviaron"), (.es, "rápido rápidamente"), (.es, "móvil móviles"), (.es, "día días"),
        (.pt, "informação informações"), (.pt, "conexão conexões"), (.pt, "cartão cartões"), (.pt, "devolução devoluções"),
        (.pt, "impressora impressoras"), (.pt, "mensagem mensagens"), (.pt, "endereço endereços"), (.pt, "atualização atualizar"),
        (.pt, "móvel móveis"), (.pt, "mês meses"), (.pt, "pão pães"), (.pt, "senha senhas"),
        (.ro, "imprimantă imprimanta imprimantele imprimantei imprimante imprimantelor"),
        (.ro, "informație informația informații informațiile informațiilor informației"),
        (.ro, "factură factura facturi facturile facturilor facturii"), (.ro, "comandă comanda comenzi comenzile comenzii"),
        (.ro, "soluție soluția soluții soluțiile soluțiilor"), (.ro, "adresă adresa adrese adresele adreselor adresei"),
        (.ro, "întrebare întrebarea întrebări întrebările"), (.ro, "telefon telefonul telefoane telefoanele"),
        (.ro, "eroare eroarea erori erorile"), (.ro, "rețea rețeaua rețele rețelele"), (.ro, "serviciu serviciul servicii serviciilor"),
        (.ro, "cont contul conturi conturile contului"), (.ro, "plată plata plăți plățile plății"),
        (.en, "printer printers"), (.en, "connection connections connected connecting"), (.en, "refund refunds refunded"),
    ])
    func families(_ language: Language, _ family: String) throws {
        let forms = family.split(separator: " ").map(String.init)
        let spellings = forms + forms.map { Folding.fold($0) } + forms.map { $0.uppercased() }
            + forms.map { $0.replacing("ț", with: "ţ").replacing("ș", with: "ş") }
        for query in Set(spellings) {
            for text in Set(spellings) {
                #expect(try finds(query, in: "aaa \(text) bbb", language), "\(query) in \(text)")
            }
        }
    }

    @Test("different words stay different", arguments: [
        (Language.es, "impresora", "impresión"), (.pt, "informação", "informática"), (.ro, "factură", "furtună"), (.en, "printer", "paint"),
        (.en, "refund", "fund"), (.ro, "parolă", "plată"),
    ])
    func others(_ language: Language, _ query: String, _ text: String) throws {
        #expect(try !finds(query, in: text, language))
    }

    @Test("a text in no language of the desk is found by its words")
    func foreign() throws {
        let terms = FoldedText(terms: IndexText.terms(of: "Wo bleiben die Schlüssel? Где ключи?", language: nil))
        for query in ["schlussel", "SCHLÜSSEL", "ключи", "Ключ*"] {
            #expect(try SearchQuery.parse(query, filters: .none).matches(terms) { _ in false }, "\(query)")
        }
    }

    @Test("stemmers lent to many tasks at once give what one gives alone")
    func shared() async {
        let texts = (0..<200).map { "conexiones informações imprimantelor printers número \($0) factură" }
        let expected = texts.map { text in Language.allCases.map { IndexText.terms(of: text, language: $0) } }
        await withTaskGroup { group in
            for _ in 0..<8 {
                group.addTask { texts.map { text in Language.allCases.map { IndexText.terms(of: text, language: $0) } } }
            }
            for await result in group { #expect(result == expected) }
        }
    }
}
