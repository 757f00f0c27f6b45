import Testing

@testable import Mail

@Suite("reply trimmer")
struct ReplyTrimmerTests {
    static let attributions = [
        "On Tue, 3 Feb 2026 at 10:12, Support <help@example.com> wrote:",
        "El mar, 3 feb 2026 a las 10:12, Soporte (<help@example.com>) escribió:",
        "El 3/2/2026 a las 10:12, Soporte escribió:",
        "Em ter., 3 de fev. de 2026 às 10:12, Suporte <help@example.com> escreveu:",
        "Em 3 de fevereiro de 2026 10:12:33 BRT, Suporte <help@example.com> escreveu:",
        "În mar., 3 feb. 2026 la 10:12, Suport <help@example.com> a scris:",
        "Pe 3 februarie 2026 10:12, Suport <help@example.com> a scris:",
        "La data de 3 februarie 2026, 10:12, Suport <help@example.com> a scris:",
        "Le mar. 3 févr. 2026 à 10:12, Support <help@example.com> a écrit :",
        "Am Di., 3. Feb. 2026 um 10:12 Uhr schrieb Support <help@example.com>:",
        "Support <help@example.com> schrieb am Di., 3. Feb. 2026, 10:12:",
        "Il giorno mar 3 feb 2026 alle ore 10:12 Supporto <help@example.com> ha scritto:",
        "Op di 3 feb 2026 om 10:12 schreef Support <help@example.com>:",
        "Op 3 februari 2026 om 10:12 heeft Support <help@example.com> het volgende geschreven:",
        "wt., 3 lut 2026 o 10:12 Pomoc <help@example.com> napisał(a):",
        "W dniu 03.02.2026 o 10:12, Pomoc pisze:",
        "Den tis 3 feb. 2026 kl 10:12 skrev Support <help@example.com>:",
        "Den tir. 3. feb. 2026 kl. 10.12 skrev Support <help@example.com>:",
        "ti 3. helmik. 2026 klo 10.12 Tuki (help@example.com) kirjoitti:",
        "út 3. 2. 2026 v 10:12 odesílatel Podpora <help@example.com> napsal:",
        "вт, 3 февр. 2026 г. в 10:12, Поддержка <help@example.com>:",
        "3 февраля 2026 г., в 10:12, Поддержка <help@example.com> написал(а):",
        "вт, 3 лют. 2026 р. о 10:12 Підтримка <help@example.com> пише:",
        "Support <help@example.com> ezt írta (időpont: 2026. febr. 3., K, 10:12):",
        "Destek <help@example.com>, 3 Şub 2026 Sal, 10:12 tarihinde şunu yazdı:",
        "Support <help@example.com> 于2026年2月3日周二 10:12写道：",
        "2026年2月3日(火) 10:12 サポート <help@example.com>:",
        "2026년 2월 3일 (화) 오전 10:12, 지원 <help@example.com>님이 작성:",
        "Στις Τρί 3 Φεβ 2026 στις 10:12 π.μ., ο/η Support <help@example.com> έγραψε:",
    ]

    @Test("the line above a quote goes with it, in any language, quoted by marks or not", arguments: attributions)
    func attribution(line: String) {
        let marked = ReplyTrimmer.trim("It still fails.\n\n\(line)\n\n> Please try again.\n> Ana\n")
        #expect(marked.reply == "It still fails.")
        #expect(marked.quoted.hasPrefix(line))
        #expect(ReplyTrimmer.trim("It still fails.\n\n\(line)\n\nPlease try again.\nAna\n").reply == "It still fails.")
    }

    @Test("a copied mail head ends the reply", arguments: [
        "From: Support <help@example.com>\nSent: Tuesday, February 3, 2026 10:12 AM\nTo: Ana <ana@example.org>\nSubject: RE: Printer",
        "________________________________\nDe: Soporte <help@example.com>\nEnviado: martes, 3 de febrero de 2026 10:12\nPara: Ana <ana@example.org>\nAsunto: RE: Impresora",
        "De: Suporte <help@example.com>\nEnviada em: terça-feira, 3 de fevereiro de 2026 10:12\nPara: Ana\nAssunto: RES: Impressora",
        "De la: Suport <help@example.com>\nTrimis: marți, 3 februarie 2026 10:12\nCătre: Ana\nSubiect: RE: Imprimantă",
        "-----Ursprüngliche Nachricht-----\nVon: Support\nGesendet: Dienstag, 3. Februar 2026 10:12\nAn: Ana\nBetreff: AW: Drucker",
        "*De :* Support <help@example.com>\n*Envoyé :* mardi 3 février 2026 10:12\n*À :* Ana\n*Objet :* RE: Imprimante",
        "Da: Supporto <help@example.com>\nInviato: martedì 3 febbraio 2026 10:12\nA: Ana\nOggetto: R: Stampante",
        "Van: Support <help@example.com>\nVerzonden: dinsdag 3 februari 2026 10:12\nAan: Ana\nOnderwerp: RE: Printer",
        "Od: Pomoc <help@example.com>\nWysłano: wtorek, 3 lutego 2026 10:12\nDo: Ana\nTemat: Odp: Drukarka",
        "Från: Support <help@example.com>\nSkickat: den 3 februari 2026 10:12\nTill: Ana\nÄmne: SV: Skrivare",
        "发件人: Support <help@example.com>\n发送时间: 2026年2月3日 10:12\n收件人: Ana\n主题: 回复: 打印机",
    ])
    func head(text: String) {
        let trimmed = ReplyTrimmer.trim("It still fails.\n\n\(text)\n\nPlease try again.")
        #expect(trimmed.reply == "It still fails.")
        #expect(trimmed.quoted.contains("Please try again."))
    }

    @Test("answers between quotes stay, with the quotes")
    func inline() {
        let text = "On 3 Feb 2026, at 10:12, Support <help@example.com> wrote:\n> Which model?\n\nThe X1.\n\n> Since when?\n\nMonday.\n\n> Regards\n"
        #expect(ReplyTrimmer.trim(text).reply == "> Which model?\n\nThe X1.\n\n> Since when?\n\nMonday.")
    }

    @Test("words below the whole quote are the reply")
    func bottom() {
        let trimmed = ReplyTrimmer.trim("On 3 Feb 2026, at 10:12, Support wrote:\n> Which model?\n> Support\n\nThe X1.\n")
        #expect(trimmed.reply == "The X1.")
        #expect(trimmed.quoted.contains("> Which model?"))
    }

    @Test("a delimited signature and a phone's line are set apart", arguments: [
        "-- \nAna Pop\nExample SRL", "--\nAna Pop", "Sent from my iPhone", "Enviado desde mi iPhone", "Enviado do meu iPhone", "Trimis de pe iPhone-ul meu", "Trimis de pe telefonul meu Huawei",
        "Envoyé de mon iPhone", "Von meinem iPhone gesendet", "Inviato da iPhone", "Verstuurd vanaf mijn iPhone", "Wysłane z iPhone'a", "Skickat från min iPhone", "Get Outlook for Android<https://aka.ms/x>", "Obtener Outlook para iOS", "_____________\nAna Pop\nTel. +40 21 000 0000",
    ])
    func signature(text: String) {
        let trimmed = ReplyTrimmer.trim("It still fails.\n\n\(text)\n")
        #expect(trimmed.reply == "It still fails.")
        #expect(trimmed.signature == text)
    }

    @Test("what only resembles a quote or signature is left alone", arguments: [
        "On Monday at 10:30 my boss wrote: please fix it.\nCan you?",
        "I went from: Madrid\nto: Barcelona\nand the parcel was lost.",
        "The app was sent from my iPhone to all users.",
        "Steps:\n-- open the door\n-- close it\nDone.",
        "Intro\n-----\nFirst part of the report, which is long enough that no signature would have it, and goes on and on.\n-----\nSecond part.",
        "He said:\n\nno.",
        "Total 5 > 3\nand 2 < 4",
        "From: Ana\nSubject: Contact form\nTo: you\n\nMy message",
        "Sent 3 boxes to ana@example.com:\n- red\n- blue",
    ])
    func untouched(text: String) {
        #expect(ReplyTrimmer.trim(text) == TrimmedReply(reply: text))
    }

    @Test("nothing but a quote is shown as it is")
    func onlyQuote() {
        #expect(ReplyTrimmer.trim("> one\n> two\n").reply == "> one\n> two")
        #expect(ReplyTrimmer.trim("").reply == "")
        #expect(ReplyTrimmer.trim("\n \n").reply == "")
    }

    @Test("a forward without words of its own keeps what is forwarded")
    func forward() {
        let trimmed = ReplyTrimmer.trim("---------- Forwarded message ---------\nFrom: Ana <ana@example.org>\nDate: Tue, Feb 3, 2026\nSubject: Printer\nTo: <me@example.org>\n\nIt fails.\n")
        #expect(trimmed.reply == "It fails.")
        #expect(trimmed.quoted.contains("From: Ana"))
    }

    @Test("HTML of the common programs", arguments: [
        "<div>It still fails.</div><br><div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">Ha írt valaki:<br></div><blockquote class=\"gmail_quote\">Old</blockquote></div>",
        "<p>It still fails.</p><hr id=\"stopSpelling\">Date: x<br>Old",
        "<div class=WordSection1><p>It still fails.</p><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p><b>Lähettäjä:</b> Tuki</p></div><p>Old</p></div>",
        "<div>It still fails.</div><div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\"><b>From:</b> X</div>Old",
        "<div>It still fails.</div><div class=\"moz-cite-prefix\">3.2.2026 blah blah:<br></div><blockquote type=\"cite\">Old</blockquote>",
        "<div>It still fails.</div><div id=\"yahoo_quoted_123\" class=\"yahoo_quoted\">Old</div>",
        "<div>It still fails.</div><div id=\"x_divRplyFwdMsg\">Old",
        "It still fails.<blockquote><p>Old</blockquote>",
    ])
    func html(html: String) {
        #expect(ReplyTrimmer.trim(html: html).reply == "It still fails.")
    }

    @Test("what a program marks as attribution but stands above nothing older is text")
    func misused() {
        #expect(ReplyTrimmer.trim(html: "<div class=gmail_attr>Hi Ana</div><p>See below.</p>").reply == "Hi Ana\n\nSee below.")
    }

    @Test("a long newsletter below two dashes is no signature")
    func newsletter() {
        let text = "News\n--\n" + (1...40).map { "Line \($0) of the newsletter" }.joined(separator: "\n")
        #expect(ReplyTrimmer.trim(text).signature == nil)
    }

    /// No arguments: they would stand in the log.
    private static let piles = [
        String(repeating: ">", count: 2_000_000), String(repeating: ">\n", count: 2_000_000), String(repeating: "On 3 Feb 2026 at 10:12, ", count: 100_000), String(repeating: "a@b.c wrote\n", count: 300_000), String(repeating: "From: x\n", count: 500_000),
        String(repeating: "--\n", count: 500_000), String(repeating: "____\n\n", count: 300_000), String(repeating: "\n", count: 2_000_000), String(repeating: "<", count: 1_000_000), "x" + String(repeating: " ", count: 1_000_000) + "y", String(repeating: "\u{301}", count: 500_000),
    ]

    @Test("megabytes of anything are read in one pass", arguments: piles.indices)
    func huge(pile: Int) {
        let text = Self.piles[pile], trimmed = ReplyTrimmer.trim(text)
        let length = trimmed.reply.utf8.count + trimmed.quoted.utf8.count + (trimmed.signature?.utf8.count ?? 0)
        #expect(length <= text.utf8.count)
        let isEmpty = SignatureBlock.split(text).body.isEmpty
        #expect(!isEmpty)
    }

    private static let brokenPiles = [
        String(repeating: "<blockquote>", count: 50_000), String(repeating: "<div class=gmail_signature>", count: 50_000), String(repeating: "</div>", count: 50_000), "<div class=\"" + String(repeating: "a ", count: 200_000), String(repeating: "<!--", count: 100_000), String(repeating: "<a b='", count: 50_000),
    ]

    @Test("deep and broken HTML is read in one pass", arguments: brokenPiles.indices)
    func brokenHTML(pile: Int) {
        let html = Self.brokenPiles[pile], length = ReplyTrimmer.trim(html: html + "x").reply.utf8.count
        #expect(length <= 200_000 + html.utf8.count)
    }
}
