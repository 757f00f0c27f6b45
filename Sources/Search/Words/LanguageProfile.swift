import Primitives

/// The signs by which a language is known: its small words (folded), the endings of its longer ones (folded), its own letters.
///
/// Written down by hand from grammar; no text of anybody went into it.
struct LanguageProfile: Sendable {
    /// `nil` where the desk does not speak it: it is there so that it is not taken for one that it does.
    let language: Language?
    let words: Set<String>
    let endings: [String]
    let letters: Set<Character>

    private init(_ language: Language?, words: String, endings: String, letters: String) {
        self.language = language
        self.words = Set(words.split(separator: " ").map(String.init))
        self.endings = endings.split(separator: " ").map(String.init)
        self.letters = Set(letters)
    }

    static let all = [
        LanguageProfile(
            .en,
            words: """
                the and of to in is it you that was for on are with as his they be at have this from or had by not but what all were \
                we when your can there an each which do how their if will about out many then them these so some her would make like \
                him into has more no could my than been who its now did get our me i am please thank thanks hello hi dear any does \
                don t doesn isn won re ve ll m cannot still after order need want help does where why just only should because regards
                """,
            endings: "ing tion ness ment ould ght ally able ful ess tions ings ery ed ly", letters: ""),
        LanguageProfile(
            .es,
            words: """
                el la los las un una de del que y en a por para con no se es lo como mas pero sus le ha me si sin sobre este ya entre \
                cuando todo esta ser son dos tambien fue habia era muy anos hasta desde mi porque que solo han yo hay vez puede todos \
                asi nos ni parte tiene uno donde bien ahora estoy estan hola gracias usted ustedes buenos buenas favor saludos nuestro \
                nuestra quiero necesito tengo puedo su al esto eso hacer estos estas ningun pedido cuenta hemos cual mis les
                """,
            endings: "cion ciones dad dades mente ado idos ada ando iendo miento ero eria ible aron amos emos illo ote ez", letters: "ñ¿¡"),
        LanguageProfile(
            .pt,
            words: """
                o a os as um uma de do da dos das que e em no na nos nas por para com nao se mais como mas foi ao aos ele ela ser \
                ter seu sua seus suas quando muito ja eu tambem so pelo pela ate isso entre era depois sem mesmo quem me esse eles \
                esta voce voces essa num nem minha meu tem estou ola obrigado obrigada bom boa prezados prezado gostaria preciso fazer \
                pode posso sao nosso nossa pedido conta favor tenho quero ha sobre este estao foram numa pois ainda aqui onde
                """,
            endings: "cao coes dade dades mente ado ados ada ando endo mento eiro agem vel veis oes ais ei ou aram amos", letters: "ãõ"),
        LanguageProfile(
            .ro,
            words: """
                si de la in cu pe nu ca sa un o este sunt care mai din pentru am ai are au fi fost va ma se le ii imi va dar sau cand \
                daca unde cum ce al ale lui ei lor nostru noastra meu mea dupa pana prin despre fara spre intre decat acest aceasta \
                acestea acum foarte inca deja doar tot toate toti buna ziua salut multumesc multumim rog stimate doresc vreau pot \
                putea poate trebuie comanda cont contul factura nici catre asupra iar sunteti suntem aveti avem vom voi as ati
                """,
            endings: "ului ilor elor iei uri urile ile ele eaza este esc esti atie atia are ari iune easca aua ind and it at", letters: "șțşţăâî"),
        LanguageProfile(
            nil,
            words: """
                le la les un une des de du et en est que qui dans pour pas sur avec ne se ce il elle au aux par plus sont nous vous \
                je mon ma mes votre vos notre nos ont ete mais ou si leur cette ces son sa ses fait comme tout bonjour merci j l d qu \
                n c s m etre avoir peut tres bien aussi sans chez afin suis avez avons cordialement
                """,
            endings: "ment eux euse ique aire ait aient eur eurs ees tion tions ance ence ette elle ez ons", letters: "çèêœùàëïô"),
        LanguageProfile(
            nil,
            words: """
                der die das und in zu den von mit sich des auf fur ist im dem nicht ein eine als auch es an werden aus er hat dass sie \
                nach wird bei einer um am sind noch wie einem uber einen so zum war haben nur oder aber vor zur bis mehr durch man \
                ich wir ihr mir mich uns bitte danke hallo guten tag kann konnen wenn sehr geehrte damen herren ihre ihren unsere \
                mein meine keine kein diese dieser dieses mochte wurde gibt grussen grusse habe
                """,
            endings: "ung ungen keit heit lich liche lichen isch ische ieren schaft tion en er em es ig igen", letters: "äöüß"),
        LanguageProfile(
            nil,
            words: """
                il lo la i gli le un uno una di del della dei delle che e in a per con non si sono come piu ma anche da dal dalla nel \
                nella al alla questo questa suo sua mi ho ha hanno abbiamo stato essere grazie buongiorno salve cordiali saluti vorrei \
                posso ordine mio mia tutto tutti quando dove perche molto gia ancora sul sulla ci vi ne degli nostro vostra
                """,
            endings: "zione zioni mento menti ita ato ati ata are ere ire ando endo ello ezza ibile mente", letters: "ìò"),
        LanguageProfile(
            nil,
            words: """
                de het een en van ik te dat die in is niet op zijn aan met voor er maar om hem dan zou of wat mijn men dit zo door over \
                ze bij ook tot je mij uit der daar haar naar heb hoe heeft hebben deze u want nog zal me zij nu ge geen omdat iets worden \
                kan wordt graag bedankt hallo beste wij ons onze uw bestelling
                """,
            endings: "ing ingen heid lijk lijke ijk oor aan aar ten den een isch", letters: "ĳ"),
    ]
}
