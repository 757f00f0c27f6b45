import Testing

@testable import Mail

@Suite("subject line")
struct SubjectLineTests {
    @Test("replies in forty languages are about the same", arguments: [
        "Re: ", "RE: ", "re:", "Re[2]: ", "RE(3): ", "Re^2: ", "AW: ", "Aw: ", "SV: ", "Svar: ", "VS: ", "Antw: ", "RES: ", "Odp: ", "Vá: ", "YNT: ", "ATB: ", "Ref: ", "RÉF : ", "R: ", "RIF: ", "RV: Re: ", "Отв: ", "Ответ: ", "Відп: ", "ΑΠ: ",
        "回复: ", "回复：", "答复: ", "回覆：", "返信: ", "답장: ", "회신: ", "השב: ", "رد: ", "پاسخ: ", "Odg: ", "Ats: ", "Përgj: ", "Bls: ", "TL: ", "ตอบ: ", "Răspuns: ", "Odpověď: ", "Отг: ", "Одг: ", "Re: AW: SV: ", "Re: [LBT-1042] ", "[list] Re: ", "RE : ", "Re:Re:",
    ])
    func replies(prefix: String) {
        let subject = SubjectLine(prefix + "Printer on floor 3")
        #expect(subject.core == "Printer on floor 3")
        #expect(subject.isReply)
    }

    @Test("forwards are known", arguments: [
        "Fwd: ", "FW: ", "Fw: ", "WG: ", "VB: ", "TR: ", "ENC: ", "RV: ", "PD: ", "Doorst: ", "I: ", "VL: ", "VS: ", "Továbbítás: ", "İLT: ", "ΠΡΘ: ", "Перес: ", "转发: ", "轉寄: ", "転送: ", "전달: ", "הועבר: ", "إعادة توجيه: ", "YML: ", "TRS: ", "Přep: ", "Redirecționat: ",
    ])
    func forwards(prefix: String) {
        let subject = SubjectLine(prefix + "Printer")
        #expect(subject.core == "Printer")
        #expect(subject.isForward)
    }

    @Test("words that only look like prefixes stay", arguments: ["Question: printer", "Printer: no paper", "Urgent: help", "Recycling", "Answer me", "12:30 meeting", "http://example.com"])
    func others(subject: String) {
        let line = SubjectLine(subject)
        #expect(line.core == subject)
        #expect(!line.isReply)
        #expect(!line.isForward)
    }

    @Test("tags, numbers and endings go", arguments: [
        "[support] Printer", "Re: [LBT-1042] Printer", "LBT-1042 Printer", "LBT-1042: Printer", "Printer [LBT-1042]", "Printer (fwd)", "Printer (was: Scanner)", "【LBT-7】Printer", "(#LBT-7) Printer", "Re: Printer [#LBT-1042]", "  Printer  ",
    ])
    func tags(subject: String) {
        #expect(SubjectLine(subject).core == "Printer")
        #expect(SubjectLine(subject).isSame(as: SubjectLine("RE: PRINTER")))
    }

    @Test("a subject that is only a tag stays whole")
    func onlyTag() {
        #expect(SubjectLine("[urgent]").core == "[urgent]")
        #expect(SubjectLine("Re:").core == "Re:")
        #expect(SubjectLine("LBT-1042").core == "LBT-1042")
        #expect(SubjectLine("").core == "")
    }

    @Test("ticket numbers are found for the prefixes that exist")
    func numbers() {
        let subject = SubjectLine("Re: [LBT-1042] and lbt-7, SAL‑12; ISO-9001, XLBT-3, LBT-12a, 1LBT-4")
        #expect(subject.numbers(prefixes: ["LBT", "sal"]) == ["LBT-1042", "LBT-7", "SAL-12"])
        #expect(subject.numbers(prefixes: []) == [])
    }

    @Test("long subjects cost no more than their length")
    func long() {
        #expect(SubjectLine(String(repeating: "Re: ", count: 100_000)).isReply)
        #expect(!SubjectLine(String(repeating: "[", count: 100_000)).core.isEmpty)
        #expect(SubjectLine(String(repeating: "LBT-1 ", count: 10_000)).numbers(prefixes: ["LBT"]).count <= 1_000)
    }
}
