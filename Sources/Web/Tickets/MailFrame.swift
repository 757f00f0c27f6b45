import Foundation
import Gate
import HTTPTypes
import Hummingbird
import Markup
import NIOCore

/// The document of a formatted mail, for a frame on an origin of its own: no script, no form, no style but what stands in old
/// attributes, and pictures of the web only when the agent asked for them.
struct MailFrame {
    private static let referrerPolicy = HTTPField.Name("Referrer-Policy") ?? .referer

    private let html: HTML
    private let policy: String

    init(_ html: HTML, showsPictures: Bool) {
        self.html = html
        let pictures = showsPictures ? "img-src data: https: http:" : "img-src data:"
        policy = SecurityHeaders.mailFrame.replacing("img-src 'self' data:", with: pictures)
    }

    var response: Response {
        // `font` is what a page without any style of its own can be set in.
        let document: HTML = """
            <!doctype html>
            <html><head><meta charset="utf-8"><meta name="color-scheme" content="light"><base target="_blank"><title></title></head>
            <body><font face="system-ui, sans-serif">\(html)</font></body></html>
            """
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/html; charset=utf-8", .contentSecurityPolicy: policy, Self.referrerPolicy: "no-referrer",
                .cacheControl: "private, max-age=600",
            ], body: .init(byteBuffer: ByteBuffer(bytes: document.bytes)))
    }
}

enum Base64Text {
    static func of(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
