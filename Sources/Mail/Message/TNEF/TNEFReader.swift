/// What an Outlook package (`winmail.dat`, MS-OXTNEF) holds.
struct TNEFContent: Equatable {
    struct File: Equatable {
        var name: String
        var type: String?
        var contentID: String?
        var bytes: [UInt8]
    }

    var files: [File] = []
    var text: String?
    /// As it came, in the encoding that it names or the package's.
    var html: [UInt8]?
    /// Unpacked.
    var rtf: [UInt8]?
    var codePage: Charset?
}

/// Reads the attributes of a package one after the other; what is cut off ends the reading, what was read stays.
struct TNEFReader {
    private let limits: MailLimits
    private let depth: Int
    private var content = TNEFContent()
    private var open: Attachment?
    private var unpackedLeft: Int

    /// Packages within packages that are followed.
    private static let deepest = 4
    private static let signature = 0x223E_9F78

    private enum Attribute {
        static let (subject, body, data, title) = (0x8004, 0x800C, 0x800F, 0x8010)
        static let (transportName, rendering, messageProperties) = (0x9001, 0x9002, 0x9003)
        static let (attachmentProperties, codePage) = (0x9005, 0x9007)
    }

    private struct Attachment {
        var title: String?
        var transportName: String?
        var properties: MAPIProperties?
        var data: ArraySlice<UInt8> = []
    }

    init(limits: MailLimits, depth: Int = 0) {
        self.limits = limits
        self.depth = depth
        unpackedLeft = limits.unpackedBytes
    }

    static func isPackage(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.starts(with: [0x78, 0x9F, 0x3E, 0x22])
    }

    /// `nil` for what is no package.
    mutating func read(_ bytes: ArraySlice<UInt8>) -> TNEFContent? {
        var cursor = TNEFCursor(bytes)
        guard cursor.number(bytes: 4) == Self.signature, cursor.number(bytes: 2) != nil else { return nil }
        while let level = cursor.number(bytes: 1), level == 1 || level == 2,
            let name = cursor.number(bytes: 2), cursor.number(bytes: 2) != nil,
            let length = cursor.number(bytes: 4), let data = cursor.take(length)
        {
            take(name, data)
            guard cursor.number(bytes: 2) != nil, content.files.count < limits.parts else { break }
        }
        close()
        return content
    }

    private mutating func take(_ name: Int, _ data: ArraySlice<UInt8>) {
        switch name {
        case Attribute.codePage:
            var cursor = TNEFCursor(data)
            content.codePage = cursor.number(bytes: 4).flatMap(Self.charset)
        case Attribute.body: content.text = content.text ?? Self.text(data, content.codePage)
        case Attribute.messageProperties: takeMessage(MAPIProperties(data))
        case Attribute.rendering:
            close()
            open = Attachment()
        case Attribute.title: open?.title = Self.text(data, content.codePage)
        case Attribute.transportName: open?.transportName = Self.text(data, content.codePage)
        case Attribute.data: open?.data = data
        case Attribute.attachmentProperties: open?.properties = MAPIProperties(data)
        default: break
        }
    }

    private mutating func takeMessage(_ properties: MAPIProperties) {
        let codePage = properties.number(MAPIProperties.Name.codePage).flatMap(Self.charset) ?? content.codePage
        content.codePage = codePage
        if let body = properties.text(MAPIProperties.Name.body, codePage: codePage), !body.isEmpty { content.text = body }
        if let html = properties.bytes(MAPIProperties.Name.html) { content.html = Self.withoutClosingNUL(html) }
        if let packed = properties.bytes(MAPIProperties.Name.compressedRTF), let rtf = CompressedRTF.unpacked(packed, limit: unpackedLeft) {
            unpackedLeft -= rtf.count
            content.rtf = rtf
        }
    }

    private mutating func close() {
        guard let attachment = open else { return }
        open = nil
        let properties = attachment.properties
        func text(_ name: Int) -> String? {
            properties?.text(name, codePage: content.codePage).flatMap { $0.isEmpty ? nil : $0 }
        }
        let name = text(MAPIProperties.Name.longFileName) ?? attachment.title ?? text(MAPIProperties.Name.fileName)
            ?? attachment.transportName ?? text(MAPIProperties.Name.displayName) ?? ""
        let object = properties?.bytes(MAPIProperties.Name.dataObject)
        if let object, properties?.isObject(MAPIProperties.Name.dataObject) == true, Self.isPackage(object.dropFirst(16)) {
            return takeEmbedded(object.dropFirst(16))
        }
        let bytes = attachment.data.isEmpty ? object.map { $0.dropFirst(properties?.isObject(MAPIProperties.Name.dataObject) == true ? 16 : 0) } ?? [] : attachment.data
        content.files.append(.init(name: name, type: text(MAPIProperties.Name.mimeTag), contentID: text(MAPIProperties.Name.contentID), bytes: Array(bytes)))
    }

    /// A whole message within: its files beside ours, its text as a file.
    private mutating func takeEmbedded(_ bytes: ArraySlice<UInt8>) {
        guard depth < Self.deepest else { return }
        var reader = TNEFReader(limits: limits, depth: depth + 1)
        guard let inner = reader.read(bytes) else { return }
        if let html = inner.html {
            content.files.append(.init(name: "message.html", type: "text/html", bytes: html))
        } else if let text = inner.text {
            content.files.append(.init(name: "message.txt", type: "text/plain", bytes: Array(text.utf8)))
        } else if let rtf = inner.rtf {
            content.files.append(.init(name: "message.rtf", type: "text/rtf", bytes: rtf))
        }
        content.files += inner.files
    }

    private static func text(_ data: ArraySlice<UInt8>, _ codePage: Charset?) -> String {
        Charset.text(of: withoutClosingNUL(data), declared: codePage)
    }

    private static func withoutClosingNUL(_ data: ArraySlice<UInt8>) -> [UInt8] {
        var data = data
        while data.last == 0 { data.removeLast() }
        return Array(data)
    }

    /// Windows numbers its code pages.
    private static func charset(_ number: Int) -> Charset? {
        switch number {
        case 65001: .utf8
        case 28591...28605: Charset(label: "iso-8859-\(number - 28590)")
        case 20866: Charset(label: "koi8-r")
        case 50220...50222: Charset(label: "iso-2022-jp")
        case 51932: Charset(label: "euc-jp")
        default: Charset(label: "cp\(number)")
        }
    }
}
