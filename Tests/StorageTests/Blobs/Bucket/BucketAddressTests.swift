import Foundation
import StorageTesting
import Testing

@testable import Storage

struct BucketAddressTests {
    @Test("an address names bucket, folder, endpoint and region")
    func whole() throws {
        let address = try BucketAddress("s3://desk/one/two/?endpoint=http://127.0.0.1:9000/&region=eu-west-1&key-file=/etc/key")
        #expect(address.bucket == "desk" && address.prefix == "one/two/" && address.region == "eu-west-1")
        #expect(address.endpoint == "http://127.0.0.1:9000" && address.host == "127.0.0.1:9000" && address.keyFile == "/etc/key")
        #expect(address.place == "s3://desk/one/two?endpoint=http://127.0.0.1:9000&region=eu-west-1")
    }

    @Test("without an endpoint it is Amazon's in the region")
    func amazon() throws {
        #expect(try BucketAddress("s3://my.desk").endpoint == "https://s3.us-east-1.amazonaws.com")
        #expect(try BucketAddress("s3://desk?region=sa-east-1").host == "s3.sa-east-1.amazonaws.com")
        #expect(try BucketAddress("s3://desk?endpoint=https://store.example:443").host == "store.example")
    }

    @Test(
        "what is wrong is said",
        arguments: [
            ("s3://", .bucket), ("s3:///folder", .bucket), ("s3://a", .bucket), ("s3://desk:9000", .bucket),
            ("s3://name:secret@desk", .secret), ("s3://desk/../other", .prefix("/../other")),
            ("s3://desk?endpoint=store.example", .endpoint("store.example")), ("s3://desk?endpoint=ftp://store.example", .endpoint("ftp://store.example")),
            ("s3://desk?endpoint=https://store.example/path", .endpoint("https://store.example/path")),
            ("s3://desk?endpoint=https://name:secret@store.example", .endpoint("https://name:secret@store.example")),
            ("s3://desk?secret-key=x", .option("secret-key")),
        ] as [(String, BucketAddress.Refusal)])
    func wrong(text: String, refusal: BucketAddress.Refusal) {
        #expect(throws: refusal) { try BucketAddress(text) }
    }

    @Test("the key comes from a file of two lines, else from the environment")
    func key() async throws {
        try await TestFolder.with { folder in
            let file = folder["key"], named = try BucketAddress("s3://desk?key-file=\(file)"), environment = ["AMPARO_S3_ACCESS_KEY": "one", "AMPARO_S3_SECRET_KEY": "two"]
            #expect(throws: StorageError.unreachable(file)) { try BucketKey(for: named, environment: environment) }
            try "name\n  secret\n".write(toFile: file, atomically: true, encoding: .utf8)
            #expect(try BucketKey(for: named, environment: [:]) == BucketKey(name: "name", secret: "secret"))
            try "name\n".write(toFile: file, atomically: true, encoding: .utf8)
            #expect(throws: BucketAddress.Refusal.noKey) { try BucketKey(for: named, environment: environment) }
            #expect(try BucketKey(for: .usual, environment: environment) == BucketKey(name: "one", secret: "two"))
            #expect(throws: BucketAddress.Refusal.noKey) { try BucketKey(for: .usual, environment: ["AMPARO_S3_ACCESS_KEY": "one"]) }
        }
    }
}
