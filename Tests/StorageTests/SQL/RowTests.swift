import Foundation
import Primitives
import Storage
import StorageTesting
import Testing

private enum Colour: String, Column { case red, blue }

struct RowTests {
    private static let table: SQL = """
        CREATE TABLE thing (
            id BIGINT PRIMARY KEY, whole BIGINT, fraction DOUBLE PRECISION, flag INTEGER, words \(.text), bytes \(.bytes), moment BIGINT
        )\(.tableEnd)
        """

    @Test("every type comes back as it was stored", arguments: TestEngine.allCases)
    func roundTrip(engine: TestEngine) async throws {
        let moment = Instant(microseconds: -1_234_567_890_123_457), bytes = [UInt8](0...255)
        try await engine.withDatabase { database in
            try await database.write { tx in
                try tx.run(Self.table)
                try tx.run(
                    """
                    INSERT INTO thing (id, whole, fraction, flag, words, bytes, moment)
                    VALUES (\(ID<Self>(7)), \(Int64.min), \(0.1), \(true), \(Colour.blue), \(bytes), \(moment))
                    """)
            }
            let row = try #require(try await database.read { tx in try tx.rows("SELECT * FROM thing") }.first)
            #expect(try row("id") == ID<Self>(7))
            #expect(try row("whole") == Int64.min)
            #expect(try row("fraction") == 0.1)
            #expect(try row("flag") == true)
            #expect(try row("words") == Colour.blue)
            #expect(try row("bytes") == bytes)
            #expect(try row("moment") == moment)
            #expect(try row("moment", as: Instant?.self) == moment)
        }
    }

    @Test("empty text and empty bytes are not NULL", arguments: TestEngine.allCases)
    func empty(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let row = try await database.write { tx in
                try tx.run(Self.table)
                try tx.run("INSERT INTO thing (id, words, bytes) VALUES (1, \(""), \([UInt8]()))")
                return try tx.rows("SELECT whole, words, bytes FROM thing")[0]
            }
            #expect(row.values == [.null, .text(""), .blob([])])
            #expect(try row("whole", as: Int?.self) == nil)
        }
    }

    @Test("U+0000 in a text is dropped, the rest stays", arguments: TestEngine.allCases)
    func nul(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let words = try await database.write { tx in
                try tx.run(Self.table)
                try tx.run("INSERT INTO thing (id, words) VALUES (1, \("a\0b\0"))")
                return try tx.value(String.self, "SELECT words FROM thing")
            }
            #expect(words == "ab")
        }
    }

    @Test("a column that is missing, empty or of another kind is named", arguments: TestEngine.allCases)
    func unreadable(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let row = try await database.write { tx in
                try tx.run(Self.table)
                try tx.run("INSERT INTO thing (id, words) VALUES (1, \("green"))")
                return try tx.rows("SELECT id, words, whole FROM thing")[0]
            }
            #expect(throws: StorageError.unreadable(column: "colour")) { try row("colour", as: String.self) }
            #expect(throws: StorageError.unreadable(column: "words")) { try row("words", as: Colour.self) }
            #expect(throws: StorageError.unreadable(column: "words")) { try row("words", as: Int.self) }
            #expect(throws: StorageError.unreadable(column: "whole")) { try row("whole", as: Int.self) }
        }
    }

    @Test("JSON comes back with its types; strange JSON is unreadable")
    func json() throws {
        let moment = Instant(microseconds: 1_795_168_800_000_001)
        let stored = JSON(["at": [moment], "none": []]).value
        #expect(JSON<[String: [Instant]]>(stored)?.content == ["at": [moment], "none": []])
        #expect(JSON<[String: String]>(JSON(["b": "\"\\\u{7}/ș", "a": ""]).value)?.content == ["b": "\"\\\u{7}/ș", "a": ""])
        #expect(JSON(["b": "2", "a": "1"]).value == .text(#"{"a":"1","b":"2"}"#))
        #expect(JSON<[String: Int]>(.text("{")) == nil)
        #expect(JSON<[String: Int]>(.null) == nil)
    }

    @Test(
        "flat JSON is read whoever wrote it",
        arguments: [
            (#"{}"#, [:]), (#" { "a" : "b" } "#, ["a": "b"]), (#"{"a":"\u0219\/\n","\"":"\\"}"#, ["a": "ș/\n", "\"": "\\"]),
            (#"{"a":"1","a":"1"}"#, ["a": "1"]), (#"{"":""}"#, ["": ""]), (#"{"😀":"\ud83d\ude00"}"#, ["😀": "😀"]),
        ])
    func flat(text: String, values: [String: String]) {
        #expect(JSON<[String: String]>(.text(text))?.content == values)
    }

    @Test(
        "what is no flat JSON is refused",
        arguments: ["", "{", "}", "[]", "null", #"{"a"}"#, #"{"a":}"#, #"{"a":1}"#, #"{"a":"b""#, #"{"a":"b"}x"#, #"{"a":"\"#, #"{"a":"b" "c":"d"}"#])
    func notFlat(text: String) {
        #expect(JSON<[String: String]>(.text(text)) == nil)
    }
}
