import NIOCore
import Testing

@testable import Mail

/// Repeatable noise made of the words that matter.
private struct Noise {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }

    mutating func bytes(_ words: [String]) -> [UInt8] {
        (0..<next(12)).flatMap { _ in next(8) == 0 ? [UInt8(next(256))] : Array(words[next(words.count)].utf8) }
    }
}

struct SMTPFuzzTests {
    private static let words = [
        "EHLO", "LHLO", "HELO", "MAIL", "RCPT", "DATA", "BDAT", "RSET", "STARTTLS", "AUTH", " ", "  ", "FROM:", "TO:", "<", ">", "@", ",", ":", "\"",
        "\\", "[", "]", "a", "b.example", "ț", "SIZE=", "=", "LAST", "0", "9223372036854775807", "99999999999999999999", "-1", "SMTPUTF8", "BODY=8BITMIME",
    ]

    @Test("no line upsets the listener, and what it takes as an address can be named")
    func lines() {
        var noise = Noise(seed: 1)
        let house = SMTPDialogue.House(hostname: "desk.example", dialect: .smtp, limits: .init(), offersTLS: true)
        for _ in 0..<2000 {
            var dialogue = SMTPDialogue(house: house, clientAddress: "", isTLS: false)
            for prefix in ["EHLO a", "MAIL FROM:", "RCPT TO:", "RCPT TO:<", "", ""] {
                guard case .ask(let address) = dialogue.answer(Array(prefix.utf8) + noise.bytes(Self.words)) else { continue }
                #expect(SMTPPath.canName(address) || address.lowercased() == "postmaster", "\(address)")
            }
        }
    }

    @Test("reading an address and writing it again ends at once")
    func addresses() throws {
        var noise = Noise(seed: 2)
        for _ in 0..<20_000 {
            guard let path = SMTPPath(Array("<".utf8) + noise.bytes(Self.words) + Array("@b.example>".utf8)) else { continue }
            #expect(SMTPPath("<\(path.address)>".utf8)?.address == path.address)
        }
    }

    @Test("what is sent by our writer is what our reader reads, whatever the bytes and however they are cut")
    func stuffing() {
        var noise = Noise(seed: 3)
        for _ in 0..<3000 {
            let mail = noise.bytes(["\r", "\n", "\r\n", ".", "..", "a", "\r\n.\r\n", "\n.\n"])
            var (writer, sent) = (SMTPDataWriter(), ByteBuffer())
            let cut = noise.next(mail.count + 1)
            writer.write(mail[..<cut], into: &sent)
            writer.write(mail[cut...], into: &sent)
            writer.finish(into: &sent)
            sent.writeString(".\r\n")
            var (reader, read) = (SMTPDataReader(), [UInt8]())
            while !reader.isFinished, let piece = sent.readSlice(length: min(sent.readableBytes, 1 + noise.next(5))), piece.readableBytes > 0 {
                let used = piece.withUnsafeReadableBytes { bytes in reader.read(bytes) { read.append(contentsOf: $0) } }
                #expect(used == piece.readableBytes)
            }
            #expect(reader.isFinished && sent.readableBytes == 0)
            #expect(read == withCRLF(mail))
        }
    }

    /// Every line end as CRLF, the last line ended.
    private func withCRLF(_ mail: [UInt8]) -> [UInt8] {
        var lines: [UInt8] = []
        var previous: UInt8 = 10
        for byte in mail {
            switch byte {
            case 10 where previous == 13: break
            case 10, 13: lines += [13, 10]
            default: lines.append(byte)
            }
            previous = byte
        }
        return previous == 10 || previous == 13 ? lines : lines + [13, 10]
    }

    @Test("no server's words upset the client")
    func replies() {
        var noise = Noise(seed: 4)
        for _ in 0..<5000 {
            var (reader, buffer) = (SMTPReplyReader(), ByteBuffer())
            for _ in 0..<4 {
                buffer.writeBytes(noise.bytes(["250", "-", " ", "\r\n", "\n", "2.1.0", "x", "ț", "451"]))
                guard let reply = try? reader.next(from: &buffer) else { continue }
                #expect((200..<600).contains(reply.code))
            }
        }
    }
}
