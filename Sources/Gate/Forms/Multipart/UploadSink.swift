import Foundation

/// Gathers the pieces of a form. Small files stay in memory while all of them together do; then they go to disk.
struct UploadSink {
    private let limits: BodyLimits
    private let folder: String
    private var head: PartHead?
    private var bytes: [UInt8] = []
    private var disk: TemporaryFile?
    private var size = 0
    private var kept = 0
    private var text = 0
    private var fields: [(name: String, value: String)] = []
    private var files: [(name: String, file: UploadedFile)] = []
    private var tooLarge: [(name: String, file: String)] = []

    init(limits: BodyLimits, folder: String) {
        self.limits = limits
        self.folder = folder
    }

    var form: Form {
        Form(fields: fields, files: files, tooLarge: tooLarge, limit: BodyLimits.words(limits.file))
    }

    /// A file above the limit is let go and named in the form: the fields around it are what somebody typed.
    /// Throws ``GateError/tooLarge(limit:)`` for too many of them, and for too much text.
    mutating func take(_ piece: MultipartParser.Piece) throws {
        switch piece {
        case .head(let head): try begin(head)
        case .data(let data): try add(data)
        case .end: try end()
        }
    }

    private mutating func begin(_ head: PartHead) throws {
        guard fields.count + files.count + tooLarge.count < limits.fields,
            head.fileName == nil || files.count + tooLarge.count < limits.files
        else {
            throw GateError.tooLarge(limit: "\(head.fileName == nil ? limits.fields : limits.files)")
        }
        self.head = head
        (bytes, disk, size) = ([], nil, 0)
    }

    private mutating func add(_ data: ArraySlice<UInt8>) throws {
        size += data.count
        if head?.fileName == nil {
            text += data.count
            guard text <= limits.text else { throw GateError.tooLarge(limit: BodyLimits.words(limits.text)) }
            bytes += data
            return
        }
        guard size <= limits.file else {
            (bytes, disk) = ([], nil)
            return
        }
        if disk == nil && kept + size > limits.memory {
            disk = try TemporaryFile(in: folder)
            try disk?.append(bytes)
            bytes = []
        }
        if let disk { try disk.append(data) } else { bytes += data }
    }

    private mutating func end() throws {
        guard let head else { return }
        self.head = nil
        guard let fileName = head.fileName else {
            fields.append((head.name, String(decoding: bytes, as: UTF8.self)))
            return
        }
        // A file field where nothing was chosen.
        if fileName.isEmpty && size == 0 { return }
        guard size <= limits.file else {
            tooLarge.append((head.name, UploadedFile.safe(fileName)))
            return
        }
        if disk == nil { kept += size }
        let content = disk.map(UploadedFile.Content.disk) ?? .memory(bytes)
        files.append((head.name, UploadedFile(name: fileName, type: head.type, size: size, content: content)))
        (bytes, disk) = ([], nil)
    }
}
