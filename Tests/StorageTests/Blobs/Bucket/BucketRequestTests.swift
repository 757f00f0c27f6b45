import Foundation
import Primitives
import Testing

@testable import Storage

/// The examples of "Signature Calculations for the Authorization Header" (Amazon S3 API Reference).
struct BucketRequestTests {
    private let signature = BucketSignature(
        key: BucketKey(name: "AKIAIOSFODNN7EXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"), region: "us-east-1")

    private func signed(_ request: BucketRequest) throws -> [String: String] {
        signature.headers(of: request, host: "examplebucket.s3.amazonaws.com", at: try #require(Instant("2013-05-24T00:00:00Z")))
    }

    private func signature(of request: BucketRequest) throws -> String {
        let words = try signed(request)["authorization"] ?? ""
        return words.components(separatedBy: "Signature=").last ?? ""
    }

    @Test("a request for a part of an object")
    func get() throws {
        let request = BucketRequest(method: .get, path: "/test.txt", headers: ["range": "bytes=0-9"])
        let headers = try signed(request)
        #expect(headers["x-amz-date"] == "20130524T000000Z")
        #expect(headers["x-amz-content-sha256"] == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(
            headers["authorization"] == """
                AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,\
                SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,\
                Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41
                """)
    }

    @Test("an object put under a name that needs spelling out")
    func put() throws {
        let request = BucketRequest(
            method: .put, path: "/test$file.text",
            headers: ["date": "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class": "REDUCED_REDUNDANCY"],
            body: Array("Welcome to Amazon S3.".utf8))
        #expect(try signature(of: request) == "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")
    }

    @Test("a question that has a name and no value")
    func lifecycle() throws {
        let request = BucketRequest(method: .get, path: "/", query: ["lifecycle": ""])
        #expect(try signature(of: request) == "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")
    }

    @Test("a list of objects, whatever the order it is asked in")
    func list() throws {
        let request = BucketRequest(method: .get, path: "/", query: ["prefix": "J", "max-keys": "2"])
        #expect(try signature(of: request) == "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")
    }

    @Test("a key does not say what it is when it is printed")
    func secret() {
        let key = BucketKey(name: "name", secret: "hunter2")
        #expect("\(key)" == "BucketKey")
        #expect(!String(reflecting: key).contains("hunter2"))
        #expect(!"\(Bucket(BucketAddress.usual, key))".contains("hunter2"))
    }
}

extension BucketAddress {
    static var usual: BucketAddress { try! BucketAddress("s3://desk") }
}
