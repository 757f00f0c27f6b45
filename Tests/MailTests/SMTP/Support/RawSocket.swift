import Foundation
import Synchronization

/// A plain TCP connection on this machine, for saying exactly these bytes. Waits at most two minutes for an answer: other tests run beside it.
final class RawSocket: Sendable {
    enum Failure: Error { case system(Int32), ended }

    private let descriptor: Int32
    private let unread = Mutex<[UInt8]>([])

    init(descriptor: Int32) {
        self.descriptor = descriptor
        var limit = timeval(tv_sec: 120, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    convenience init(port: Int) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        let result = withLoopback(port: port) { connect(descriptor, $0, $1) }
        guard result == 0 else { throw Failure.system(errno) }
        self.init(descriptor: descriptor)
    }

    deinit {
        Foundation.close(descriptor)
    }

    /// Nothing more comes from this side, and nothing from the other is heard.
    func hangUp() {
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    func send(_ text: String) async throws {
        try await send(Array(text.utf8))
    }

    func send(_ bytes: [UInt8]) async throws {
        try await offPool {
            var sent = 0
            while sent < bytes.count {
                let count = bytes.withUnsafeBytes { Foundation.send(self.descriptor, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL)) }
                guard count > 0 else { throw Failure.system(errno) }
                sent += count
            }
        }
    }

    /// One line without its end.
    func line() async throws -> String {
        try await offPool {
            while true {
                let line: [UInt8]? = self.unread.withLock { unread in
                    guard let end = unread.firstIndex(of: 10) else { return nil }
                    defer { unread.removeFirst(end + 1) }
                    return Array(unread[..<end])
                }
                if let line { return String(decoding: line, as: UTF8.self).trimmingCharacters(in: ["\r"]) }
                guard try self.receive() else { throw Failure.ended }
            }
        }
    }

    /// A whole reply, its lines joined by `|`.
    func reply() async throws -> String {
        var lines: [String] = []
        repeat { lines.append(try await line()) } while lines.last?.dropFirst(3).first == "-"
        return lines.joined(separator: "|")
    }

    /// Says a line and gives back the reply.
    func ask(_ command: String) async throws -> String {
        try await send(command + "\r\n")
        return try await reply()
    }

    /// Everything until the other side hangs up.
    func rest() async throws -> String {
        try await offPool {
            while try self.receive() {}
            return self.unread.withLock { String(decoding: $0, as: UTF8.self) }
        }
    }

    private func receive() throws -> Bool {
        var piece = [UInt8](repeating: 0, count: 65536)
        let count = recv(descriptor, &piece, piece.count, 0)
        guard count >= 0 || errno == ECONNRESET else { throw Failure.system(errno) }
        guard count > 0 else { return false }
        unread.withLock { $0.append(contentsOf: piece[..<count]) }
        return true
    }
}

/// A port of this machine that somebody listens on.
final class RawListener: Sendable {
    private let descriptor: Int32
    let port: Int

    init() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard withLoopback(port: 0, { bind(descriptor, $0, $1) }) == 0, listen(descriptor, 16) == 0 else {
            throw RawSocket.Failure.system(errno)
        }
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = withUnsafeMutableBytes(of: &address) { getsockname(descriptor, $0.baseAddress!.assumingMemoryBound(to: sockaddr.self), &length) }
        self.descriptor = descriptor
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    deinit {
        Foundation.close(descriptor)
    }

    func accepted() async throws -> RawSocket {
        try await offPool {
            let client = accept(self.descriptor, nil, nil)
            guard client >= 0 else { throw RawSocket.Failure.system(errno) }
            return RawSocket(descriptor: client)
        }
    }

    func stop() {
        shutdown(descriptor, Int32(SHUT_RDWR))
    }
}

private func withLoopback<Value>(port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Value) -> Value {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
    return withUnsafeBytes(of: address) {
        body($0.baseAddress!.assumingMemoryBound(to: sockaddr.self), socklen_t(MemoryLayout<sockaddr_in>.size))
    }
}

/// Blocking calls run on threads of their own, beside the pool that tests run on.
private func offPool<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try work() }) }
    }
}
