import Foundation

extension StatedFields {
    /// `nil` where the source states nothing that can be compared.
    init?(_ sample: MailCorpora.Sample) {
        guard let expected = sample.expected else { return nil }
        switch sample.source {
        case "Pako7/zammad": self.init(zammad: expected)
        case "stalwartlabs/mail-parser": self.init(stalwart: expected)
        case "apache/james-mime4j": self.init(mime4j: expected)
        default: self.init(assertions: expected)
        }
    }

    /// Fields of Zammad's YAML. Its HTML bodies are its sanitiser's, its `message.html` is the HTML body kept as a file, its lengths of
    /// binary files are those of their YAML form.
    private init(zammad expected: [String: Any]) {
        subject = expected["subject"] as? String
        if let address = expected["from_email"] as? String {
            let name = expected["from_display_name"] as? String ?? ""
            from = name.isEmpty ? address : "\(name)<\(address)>"
        }
        to = expected["to"] as? String
        cc = expected["cc"] as? String
        if expected["content_type"] as? String == "text/plain" {
            text = expected["body"] as? String
            if text == "no visible content" { text = "" }
        }
        files = (expected["attachments"] as? [[String: Any]] ?? []).compactMap { file in
            let preferences = file["preferences"] as? [String: Any] ?? [:]
            guard preferences["content-alternative"] == nil else { return nil }
            let isText = (preferences["Mime-Type"] as? String)?.hasPrefix("text/") == true
            return File(name: file["filename"] as? String, length: file["length"] as? Int, sha256: isText ? file["sha256"] as? String : nil)
        }
    }

    /// Headers and parts of stalwart's JSON; text only where its text parts are plain.
    private init(stalwart expected: [String: Any]) {
        let parts = expected["parts"] as? [[String: Any]] ?? []
        for header in parts.first?["headers"] as? [[Any]] ?? [] {
            guard let name = header.first as? String, header.count > 1 else { continue }
            switch name {
            case "subject": subject = header[1] as? String
            case "from": from = Self.stalwartAddresses(header[1]).first
            case "to": to = Self.stalwartAddresses(header[1]).joined(separator: ",")
            case "cc": cc = Self.stalwartAddresses(header[1]).joined(separator: ",")
            default: break
            }
        }
        let bodies = (expected["text_body"] as? [Int] ?? []).filter { $0 < parts.count }.map { parts[$0] }
        if !bodies.isEmpty, bodies.allSatisfy({ $0["kind"] as? String == "Text" }) {
            text = bodies.compactMap { $0["text"] as? String }.joined(separator: "\n")
        }
        files = (expected["attachments"] as? [Int] ?? []).filter { $0 < parts.count }.map { Self.stalwartFile(parts[$0]) }
    }

    private static func stalwartAddresses(_ value: Any) -> [String] {
        guard let value = value as? [String: Any] else { return [] }
        let groups = value["Group"] as? [[String: Any]] ?? []
        let list = value["List"] as? [[String: Any]] ?? groups.flatMap { $0["addresses"] as? [[String: Any]] ?? [] }
        return list.map { one in
            let (name, address) = (one["name"] as? String ?? "", one["address"] as? String ?? "")
            return name.isEmpty ? address : address.isEmpty ? name : "\(name)<\(address)>"
        }
    }

    private static func stalwartFile(_ part: [String: Any]) -> File {
        var file = File(length: part["length"] as? Int, sha256: part["sha256"] as? String)
        for header in part["headers"] as? [[Any]] ?? [] {
            guard let name = header.first as? String, let value = header.last as? [String: Any] else { continue }
            for attribute in value["attributes"] as? [[String: Any]] ?? [] {
                let (key, text) = (attribute["name"] as? String, attribute["value"] as? String)
                if name == "content_disposition", key == "filename" { file.name = text }
                if name == "content_type", key == "name", file.name == nil { file.name = text }
            }
        }
        return file
    }

    /// mime4j states raw headers: those in plain ASCII are compared, and leaves that say they are files.
    private init(mime4j expected: [String: Any]) {
        for header in expected["headers"] as? [String] ?? [] {
            guard let colon = header.firstIndex(of: ":"), header.allSatisfy(\.isASCII), !header.contains("=?") else { continue }
            if header[..<colon].lowercased() == "subject", subject == nil { subject = String(header[header.index(after: colon)...]) }
        }
        files = Self.mime4jFiles(expected)
    }

    private static func mime4jFiles(_ part: [String: Any]) -> [File] {
        if let children = part["multipart"] as? [[String: Any]] { return children.flatMap(mime4jFiles) }
        guard let body = part["body"] as? [String: Any], body["type"] as? String != "text" else { return [] }
        let headers = (part["headers"] as? [String] ?? []).joined(separator: "\n")
        let name = headers.firstMatch(of: /filename="([^"=?]+)"/)?.output.1 ?? headers.firstMatch(of: /name="([^"=?]+)"/)?.output.1
        return [File(name: name.map(String.init), length: body["length"] as? Int, sha256: body["sha256"] as? String)]
    }

    /// Assertions of RSpec that speak of fields.
    private init?(assertions expected: [String: Any]) {
        var isAny = false
        for assertion in expected["assertions"] as? [[String: Any]] ?? [] {
            let (expression, value) = (assertion["expr"] as? String ?? "", assertion["eq"])
            switch expression {
            case "mail.subject": subject = value as? String
            case "attachments[1].filename", "get_part_file_name(part)": files = (files ?? []) + [File(name: value as? String)]
            default: continue
            }
            isAny = true
        }
        if !isAny { return nil }
    }
}
