import Foundation

/// A file that came with a form. Its bytes go when nobody holds it any more.
package struct UploadedFile: Sendable {
    /// What its sender called it: the last part of a path, without control characters, at most 200 characters; never a name on
    /// our disk.
    package let name: String
    /// What its sender says it is; to be believed by nobody.
    package let type: String
    package let size: Int
    private let content: Content

    enum Content: Sendable {
        case memory([UInt8])
        case disk(TemporaryFile)
    }

    init(name: String, type: String, size: Int, content: Content) {
        self.name = Self.safe(name)
        self.type = String(type.unicodeScalars.filter { $0.value > 32 && $0.value < 127 }.prefix(120).map(Character.init))
        self.size = size
        self.content = content
    }

    package func bytes() throws -> [UInt8] {
        switch content {
        case .memory(let bytes): bytes
        case .disk(let file): try file.read()
        }
    }

    /// Whether it was too large to be kept in memory.
    var isOnDisk: Bool { if case .disk = content { true } else { false } }

    static func safe(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let scalars = last.unicodeScalars.filter { $0.properties.generalCategory != .control && $0.properties.generalCategory != .format }
        let text = String(String.UnicodeScalarView(scalars.prefix(200))).precomposedStringWithCanonicalMapping
        return text.isEmpty || text == "." || text == ".." ? "file" : text
    }
}

/// A file without a name: nobody else can open it, and it is gone with the process.
final class TemporaryFile: Sendable {
    struct Failure: Error {
        let code: Int32
    }

    private let descriptor: Int32

    /// - Parameter folder: where it takes room
    init(in folder: String) throws {
        let path = "\(folder)/amparo-\(UInt64.random(in: .min ... .max)).upload"
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure(code: errno) }
        unlink(path)
    }

    func append(_ bytes: some Collection<UInt8>) throws {
        let bytes = Array(bytes)
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw Failure(code: errno) }
            written += count
        }
    }

    func read() throws -> [UInt8] {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Failure(code: errno) }
        let size = Int(status.st_size)
        return try [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
            while filled < size {
                let count = pread(descriptor, buffer.baseAddress.map { $0 + filled }, size - filled, off_t(filled))
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { throw Failure(code: errno) }
                filled += count
            }
        }
    }

    deinit { close(descriptor) }
}
