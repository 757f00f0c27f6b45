import CGMime
import Glibc

/// Bytes to and from GMime's streams.
enum GMimeMemory {
    /// A stream over memory that stays ours: nothing is copied, so it must not outlive `body`.
    static func withStream<T>(_ buffer: UnsafeRawBufferPointer, _ body: (UnsafeMutablePointer<GMimeStream>) -> T) -> T {
        let data = UnsafeMutableRawPointer(mutating: buffer.baseAddress)?.assumingMemoryBound(to: UInt8.self)
        var array = GByteArray(data: data, len: UInt32(buffer.count))
        return withUnsafeMutablePointer(to: &array) { pointer in
            // GLib ends the process when it is out of memory; it never answers nil here.
            let stream = g_mime_stream_mem_new_with_byte_array(pointer)!
            g_mime_stream_mem_set_owner(UnsafeMutableRawPointer(stream).assumingMemoryBound(to: GMimeStreamMem.self), 0)
            defer { g_object_unref(stream) }
            return body(stream)
        }
    }

    /// The stream's bytes from its beginning, transfer encoding undone.
    static func decoded(_ stream: UnsafeMutablePointer<GMimeStream>, _ encoding: TransferEncoding) -> [UInt8] {
        g_mime_stream_reset(stream)
        let length = Int(max(0, g_mime_stream_length(stream)))
        guard let gmime = encoding.gmime, let filtered = g_mime_stream_filter_new(stream) else { return read(stream, atMost: length) }
        defer { g_object_unref(filtered) }
        let filter = g_mime_filter_basic_new(gmime, 0)
        defer { g_object_unref(filter) }
        _ = g_mime_stream_filter_add(UnsafeMutableRawPointer(filtered).assumingMemoryBound(to: GMimeStreamFilter.self), filter)
        return read(filtered, atMost: length)
    }

    /// The bytes with the part's transfer encoding undone.
    static func decoded(_ bytes: [UInt8], _ part: MimePart) -> [UInt8] {
        let encoding = TransferEncoding(part.fields.first("content-transfer-encoding"))
        guard encoding != .identity else { return bytes }
        return bytes.withUnsafeBytes { withStream($0) { decoded($0, encoding) } }
    }

    /// No transfer encoding makes bytes more, so `atMost` is the encoded length.
    private static func read(_ stream: UnsafeMutablePointer<GMimeStream>, atMost length: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            guard let base = buffer.baseAddress else { return }
            while count < length {
                let read = UnsafeMutableRawPointer(base + count).withMemoryRebound(to: CChar.self, capacity: length - count) {
                    g_mime_stream_read(stream, $0, min(64 * 1024, length - count))
                }
                guard read > 0 else { return }
                count += Int(read)
            }
        }
    }

    static func bytes(_ text: UnsafePointer<CChar>) -> [UInt8] {
        Array(UnsafeRawBufferPointer(start: text, count: strlen(text)))
    }
}
