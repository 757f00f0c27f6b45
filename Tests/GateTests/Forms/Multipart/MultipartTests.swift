import Foundation
import Hummingbird
import NIOCore
import Testing

@testable import Gate

@Suite("Uploads")
struct MultipartTests {
    private static let browser = """
        ------b\r
        Content-Disposition: form-data; name="subject"\r
        \r
        Zapatos número 42\r
        ------b\r
        Content-Disposition: form-data; name="empty"\r
        \r
        \r
        ------b\r
        Content-Disposition: form-data; name="file"; filename="foto \u{1F45F}.png"\r
        Content-Type: image/png\r
        \r
        \u{89}PNG\r
        --\r
        ----b no\r
        ------bx? yes: \r
        ------b--\r

        """

    @Test("a browser's form is the same, in one piece or byte by byte", arguments: [1, 2, 3, 7, 64, 100_000])
    func reads(size: Int) async throws {
        let body = Self.browser.replacing("------bx? yes: ", with: "----bx? yes: ")
        let form = try await read(body, size: size, boundary: "----b")
        #expect(try form.text("subject") == "Zapatos número 42")
        #expect(form.has("empty"))
        #expect(try form.text("empty") == "")
        let file = try #require(try form.files("file").first)
        #expect(file.name == "foto 👟.png")
        #expect(file.type == "image/png")
        #expect(String(decoding: try file.bytes(), as: UTF8.self) == "\u{89}PNG\r\n--\r\n----b no\r\n----bx? yes: ")
        #expect(file.size == (try file.bytes().count))
    }

    @Test("what stands before the first boundary and behind the last is nothing; blanks behind a boundary are allowed")
    func skipsSurroundings() async throws {
        let form = try await read("hello\r\n--b \t\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b--\r\nbye\r\n--b\r\n", boundary: "b")
        #expect(try form.text("a") == "1")
    }

    @Test(
        "a body that broke off or is none of that kind is refused",
        arguments: [
            "", "--b", "--b\r\n", "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n1", "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b",
            "--bx\r\n", "--b\r\nContent-Type: text/plain\r\n\r\n1\r\n--b--", "--b\r\nContent-Disposition: attachment; name=a\r\n\r\n1\r\n--b--",
            "no boundary at all",
        ])
    func refusesBroken(body: String) async throws {
        await #expect(throws: GateError.unreadable) { try await read(body, boundary: "b") }
    }

    @Test("a head or a blank line without end is given up early")
    func refusesEndless() async throws {
        await #expect(throws: GateError.unreadable) {
            try await read("--b\r\nContent-Disposition: form-data; name=\"" + String(repeating: "a", count: 20_000), boundary: "b")
        }
        await #expect(throws: GateError.unreadable) { try await read("--b" + String(repeating: " ", count: 20_000), boundary: "b") }
    }

    @Test("boundaries that cannot be are refused", arguments: ["", String(repeating: "b", count: 71)])
    func refusesBoundary(boundary: String) async throws {
        await #expect(throws: GateError.unreadable) { try await read("", boundary: boundary) }
    }

    @Test("a file above the limit is named and let go, and the fields around it are kept")
    func largeFile() async throws {
        var limits = BodyLimits()
        limits.file = 1000
        let body = part("text", 20) + part("f", file: "C:\\pictures\\a.png", 5000) + part("f", file: "b", 10) + part("last", 3) + "--b--"
        let form = try await read(body, boundary: "b", limits: limits)
        #expect(try form.text("text").count == 20 && form.text("last").count == 3 && form.hasFiles("f"))
        let error = #expect(throws: FormError.self) { try form.files("f") }
        #expect(error == FormError("f", "gate.fileTooLarge", ["name": "a.png", "limit": "1 kB"]))
    }

    @Test("too many files and too much text are refused")
    func limits() async throws {
        var limits = BodyLimits()
        (limits.file, limits.files, limits.text, limits.fields) = (1000, 2, 1000, 5)
        let exact = part("f", file: "a", 1000)
        #expect(try await read(exact + "--b--", boundary: "b", limits: limits).files("f").first?.size == 1000)
        for body in [part("f", file: "a", 1) + part("f", file: "b", 1) + part("f", file: "c", 1), part("t", 600) + part("t", 600)] {
            await #expect(throws: GateError.self) { try await read(body + "--b--", boundary: "b", limits: limits) }
        }
        await #expect(throws: GateError.self) {
            try await read(String(repeating: part("t", 1), count: 6) + "--b--", boundary: "b", limits: limits)
        }
    }

    @Test("small files stay in memory, what is more than a megabyte together goes to disk and comes back whole")
    func spills() async throws {
        let body = part("f", file: "small", 1000) + part("f", file: "large", 2 << 20) + part("f", file: "last", 1000) + "--b--"
        let files = try await read(body, boundary: "b").files("f")
        #expect(files.map(\.isOnDisk) == [false, true, false])
        #expect(files.map(\.size) == [1000, 2 << 20, 1000])
        #expect(try files[1].bytes() == Array(repeating: UInt8(ascii: "x"), count: 2 << 20))
    }

    @Test("a file field where nothing was chosen is no file")
    func skipsNone() async throws {
        #expect(try await read(part("f", file: "", 0) + "--b--", boundary: "b").files("f").isEmpty)
    }

    @Test(
        "names come as each browser writes them, and never as a path",
        arguments: [
            (#"filename="a b.txt""#, "a b.txt"), (#"filename="say \"hi\".txt""#, "say \"hi\".txt"), (#"filename="say %22hi%22.txt""#, "say \"hi\".txt"),
            (#"filename="C:\fake\photo.png""#, "photo.png"), (#"filename="../../etc/passwd""#, "passwd"), (#"filename=".." "#, "file"),
            (#"filename*=UTF-8''%e2%82%ac%20rates.txt; filename="x""#, "€ rates.txt"), (#"filename="a;b.txt""#, "a;b.txt"), ("filename=plain.txt", "plain.txt"),
            ("filename=\"a\u{202E}gpj.exe\"", "agpj.exe"), (#"filename="100%.txt""#, "100%.txt"), (#"FileName="B.txt""#, "B.txt"),
        ])
    func readsNames(parameter: String, name: String) async throws {
        let body = "--b\r\nContent-Disposition: form-data; name=\"f\"; \(parameter)\r\n\r\nx\r\n--b--"
        #expect(try await read(body, boundary: "b").files("f").map(\.name) == [name])
    }

    @Test("random bytes never crash the reader")
    func survives() async throws {
        let pieces = ["--b", "\r\n", "--", "Content-Disposition: form-data; name=a", "\r\n\r\n", "\"", ";", "\r", "\n", "x", "filename=\"", "b"]
        for _ in 0..<500 {
            let body = (0..<Int.random(in: 0...40)).map { _ in pieces.randomElement() ?? "" }.joined()
            _ = try? await read(body, size: Int.random(in: 1...20), boundary: "b")
        }
    }

    private func part(_ name: String, file: String? = nil, _ size: Int) -> String {
        let fileName = file.map { "; filename=\"\($0)\"" } ?? ""
        return "--b\r\nContent-Disposition: form-data; name=\"\(name)\"\(fileName)\r\n\r\n" + String(repeating: "x", count: size) + "\r\n"
    }

    private func read(_ body: String, size: Int = 1000, boundary: String, limits: BodyLimits = BodyLimits()) async throws -> Form {
        let bytes = Array(body.utf8)
        let pieces = stride(from: 0, to: bytes.count, by: size).map { ByteBuffer(bytes: bytes[$0..<min($0 + size, bytes.count)]) }
        let stream = AsyncStream { continuation in
            for piece in pieces { continuation.yield(piece) }
            continuation.finish()
        }
        let request = Request(
            head: .init(
                method: .post, scheme: "http", authority: "localhost", path: "/",
                headerFields: [.contentType: "multipart/form-data; boundary=\"\(boundary)\""]),
            body: .init(asyncSequence: stream))
        return try await FormReader(limits: limits, folder: FileManager.default.temporaryDirectory.path).read(request)
    }
}
