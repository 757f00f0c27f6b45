import Foundation
import Primitives
import Testing

@testable import Search

@Suite struct LanguageGuessTests {
    @Test("a short sentence tells its language", arguments: [
        ("Where is my order? It should have arrived on Monday.", Language.en),
        ("I cannot sign in to my account", .en),
        ("¿Dónde está mi pedido? Todavía no ha llegado.", .es),
        ("No puedo entrar en mi cuenta, ayuda por favor", .es),
        ("Quisiera devolver los zapatos que compré la semana pasada", .es),
        ("Onde está o meu pedido? Ainda não chegou.", .pt),
        ("Nao consigo entrar na minha conta, podem ajudar?", .pt),
        ("Gostaria de trocar o tamanho da camisa", .pt),
        ("Unde este comanda mea? Nu a ajuns încă.", .ro),
        ("Nu pot sa intru in contul meu, va rog sa ma ajutati", .ro),
        ("Bună ziua, imprimanta nu mai funcționează de ieri", .ro),
    ])
    func spoken(_ text: String, _ language: Language) {
        #expect(LanguageGuess.of(text) == .spoken(language))
    }

    @Test("a language the desk does not speak is told apart", arguments: [
        "Wo bleibt meine Bestellung? Sie sollte am Montag ankommen.",
        "Bonjour, je n'ai pas reçu ma commande, merci de votre aide",
        "Buongiorno, non riesco ad accedere al mio account, grazie",
        "Ik kan niet meer inloggen op mijn account, wat moet ik doen?",
        "Здравствуйте, где мой заказ?", "私の注文はどこですか", "أين طلبي",
    ])
    func other(_ text: String) {
        #expect(LanguageGuess.of(text) == .other)
    }

    @Test("what tells nothing is not guessed", arguments: ["", "LBT-1042", "ok", "12345 67890", "iPhone 15 Pro", "🙂🙂", "de la"])
    func nothing(_ text: String) {
        #expect(LanguageGuess.of(text) == nil)
    }

    @Test("a few words are in the language of the page they were typed on, a sentence in its own", arguments: [
        ("Broken zip", Language.ro, Language.ro), ("Retur", .es, .es), ("Talla", .pt, .pt), ("factura", .ro, .ro),
        ("Where is my order? It should have arrived on Monday.", .es, .en), ("¿Dónde está mi pedido? Todavía no ha llegado.", .ro, .es),
    ])
    func leaning(_ text: String, _ page: Language, _ language: Language) {
        #expect((LanguageGuess.of(text, leaningTo: page)?.language ?? page) == language)
    }

    @Test("tickets of more than 40 characters are told by their language in at least 98 of 100", .enabled(if: Corpus.exists("tickets-multilingual")))
    func corpus() throws {
        struct Row: Decodable { let subject: String?, body: String?, answer: String?, language: String }
        var right: [String: (Int, Int)] = [:]
        var wrong: [String] = []
        var mislabelled = 0
        for row in try Corpus.rows("tickets-multilingual", as: Row.self) {
            for text in [[row.subject, row.body].compactMap(\.self).joined(separator: "\n"), row.body ?? "", row.answer ?? ""] where text.count > 40 {
                guard row.language != "de" || !isEnglish(text) else {
                    mislabelled += 1
                    continue
                }
                let expected = Language(rawValue: row.language).map(LanguageGuess.spoken) ?? .other
                let guess = LanguageGuess.of(text)
                right[row.language, default: (0, 0)].0 += guess == expected ? 1 : 0
                right[row.language, default: (0, 0)].1 += 1
                if guess != expected { wrong.append("\(row.language) taken for \(String(describing: guess)): \(text.prefix(120))") }
            }
        }
        let all = right.values.reduce((0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) }
        print("languages:", right.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.0)/\($0.value.1)" }.joined(separator: ", "), "English labelled German, left out:", mislabelled)
        for line in wrong.prefix(12) { print(line) }
        #expect(Double(all.0) >= 0.98 * Double(all.1))
    }

    /// Some rows of the corpus are labelled German and hold not a word of it.
    private func isEnglish(_ text: String) -> Bool {
        let words = Set(text.lowercased().split { !$0.isLetter })
        return words.isDisjoint(with: ["der", "die", "das", "und", "ist", "zu", "ich", "wir", "sie", "für", "mit", "ein", "eine", "auf", "nicht"])
            && !words.isDisjoint(with: ["the", "to", "and", "for", "of", "with", "is", "please"])
    }
}
