import Foundation
import Primitives

/// Files as objects of an S3-compatible store, named by the hash of what they hold and addressed by path.
///
/// A store cannot look at an object's age and remove it in one step. So what goes is copied aside first, where it is found for as long as a
/// commit under way can still name it.
package struct Bucket: Sendable, Equatable {
    /// No file is longer.
    private static let mostBytes = 1 << 30
    private static let aside = "aside/"

    package let address: BucketAddress
    private let key: BucketKey
    private let client: BucketClient

    package init(_ address: BucketAddress, _ key: BucketKey) {
        self.address = address
        self.key = key
        client = BucketClient(address, key)
    }

    /// The same store, for another desk.
    package func below(_ folder: String) -> Bucket { Bucket(address.below(folder), key) }

    package static func == (one: Bucket, other: Bucket) -> Bool { one.address == other.address }

    /// Stored when it returns, and young, so that nobody removes it meanwhile.
    /// Throws ``StorageError/bucket(_:_:place:)``.
    func put(_ bytes: [UInt8], _ hash: [UInt8]) async throws {
        try await put(bytes, named: Hex.text(hash))
    }

    func has(_ hash: [UInt8]) async throws -> Bool { try await object(Hex.text(hash)) != nil }

    /// `nil` when there is none. Throws ``StorageError/bucket(_:_:place:)``, also for bytes that are not what was put there.
    func get(_ hash: [UInt8]) async throws -> [UInt8]? {
        let name = Hex.text(hash)
        if let bytes = try await get(name) { return try checked(bytes, hash) }
        guard let bytes = try await get(Self.aside + name) else { return nil }
        let kept = try checked(bytes, hash)
        // Named again while it went.
        try await put(kept, hash)
        return kept
    }

    /// Removes an object unless it was put there after `limit`, in two steps with `limit` between them; whether nothing of it is left.
    func remove(_ hash: [UInt8], notAfter limit: Instant) async throws -> Bool {
        let name = Hex.text(hash)
        if let object = try await object(name) {
            guard object.changed <= limit else { return false }
            // Another node may have been faster.
            if try await copy(name, to: Self.aside + name) { try await delete(name) }
            return false
        }
        guard let object = try await object(Self.aside + name) else { return true }
        guard object.changed <= limit else { return false }
        try await delete(Self.aside + name)
        return true
    }

    /// Hands over the hashes of what lies there, those aside too, some at a time.
    func each(_ body: (_ hashes: [[UInt8]]) async throws -> Void) async throws {
        var next: String?
        repeat {
            let page = try await list(from: next)
            try await body(page.objects.compactMap { Hex.hash($0.name.hasPrefix(Self.aside) ? $0.name.dropFirst(Self.aside.count) : $0.name[...]) })
            next = page.next
        } while next != nil
    }

    /// Whether a file can be put there, read and removed. Throws ``StorageError/bucket(_:_:place:)``.
    package func look() async throws {
        let name = "probe-\(UInt64.random(in: .min ... .max))", bytes = Array("Amparo".utf8)
        try await put(bytes, named: name)
        let read = try await get(name)
        try await delete(name)
        guard read == bytes else { throw StorageError.bucket(.damaged, name, place: address.place) }
    }

    private func path(_ name: String) -> String { "/\(address.bucket)/\(address.prefix)\(name)" }

    private func put(_ bytes: [UInt8], named name: String) async throws {
        let headers = ["content-type": "application/octet-stream"]
        try demandDone(try await client.answer(to: BucketRequest(method: .put, path: path(name), headers: headers, body: bytes)))
    }

    private func get(_ name: String) async throws -> [UInt8]? {
        let answer = try await client.answer(to: BucketRequest(method: .get, path: path(name), mostBytes: Self.mostBytes))
        return answer.status == 200 ? answer.body : nil
    }

    /// Whether there was something to copy.
    private func copy(_ name: String, to other: String) async throws -> Bool {
        let answer = try await client.answer(to: BucketRequest(method: .put, path: path(other), headers: ["x-amz-copy-source": path(name)]))
        if answer.status == 404 { return false }
        try demandDone(answer)
        return true
    }

    private func delete(_ name: String) async throws {
        _ = try await client.answer(to: BucketRequest(method: .delete, path: path(name)))
    }

    private func demandDone(_ answer: BucketAnswer) throws {
        // A copy may fail after its answer began: then it says so in words (AWS, CopyObject).
        guard 200..<300 ~= answer.status, answer.code.isEmpty else {
            throw StorageError.bucket(.refused, "\(answer.status) \(answer.code)", place: address.place)
        }
    }

    private func checked(_ bytes: [UInt8], _ hash: [UInt8]) throws -> [UInt8] {
        guard BlobStore.hash(bytes) == hash else { throw StorageError.bucket(.damaged, Hex.text(hash), place: address.place) }
        return bytes
    }

    private func object(_ name: String) async throws -> BucketList.Object? {
        try await list(beginning: name, most: 1).objects.first { $0.name == name }
    }

    private func list(beginning begin: String = "", from next: String? = nil, most: Int = 1000) async throws -> BucketList {
        var query = ["list-type": "2", "prefix": address.prefix + begin, "max-keys": "\(most)"]
        query["continuation-token"] = next
        let answer = try await client.answer(to: BucketRequest(method: .get, path: "/\(address.bucket)", query: query, mostBytes: 8 << 20))
        return BucketList(answer, within: address.prefix)
    }
}

/// A part of the list of objects (AWS, ListObjectsV2).
struct BucketList: Sendable {
    struct Object: Sendable, Equatable {
        /// Behind the prefix.
        let name: String
        let changed: Instant
    }

    let objects: [Object]
    /// What the next part is asked for by.
    let next: String?

    /// Names of ours hold no letter that XML would spell out; others are passed over.
    init(_ answer: BucketAnswer, within prefix: String) {
        let text = answer.text
        objects = text.components(separatedBy: "<Contents>").dropFirst().compactMap { part in
            guard let key = BucketAnswer.part("Key", of: part), key.hasPrefix(prefix),
                let changed = BucketAnswer.part("LastModified", of: part).flatMap({ Instant($0) })
            else { return nil }
            return Object(name: String(key.dropFirst(prefix.count)), changed: changed)
        }
        next = BucketAnswer.part("IsTruncated", of: text) == "true" ? BucketAnswer.part("NextContinuationToken", of: text) : nil
    }
}
