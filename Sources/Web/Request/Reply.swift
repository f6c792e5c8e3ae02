import Core

/// What goes back to the visitor.
package struct Reply: Sendable {
    package var status: Int
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]
    /// What follows `body`, made while it goes out.
    package var rest: Rest?
    package var cookies: [Cookie] = []
    /// A page of another site may show this in a frame: the embed pages only.
    package var mayBeFramed = false

    package init(status: Int = 200, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    package static func html(_ markup: HTML, status: Int = 200) -> Reply {
        Reply(
            status: status, headers: [("content-type", "text/html; charset=utf-8")], body: Array(markup.text.utf8))
    }

    package static func text(_ text: String, type: String = "text/plain; charset=utf-8", status: Int = 200) -> Reply {
        Reply(status: status, headers: [("content-type", type)], body: Array(text.utf8))
    }

    /// JSON that was written already.
    package static func json(_ bytes: [UInt8], status: Int = 200) -> Reply {
        Reply(status: status, headers: [("content-type", "application/json")], body: bytes)
    }

    /// Goes on to `path` with GET. Only paths of this site: anything else becomes the home page.
    package static func redirect(to path: String, notice: String? = nil) -> Reply {
        var reply = Reply(status: 303, headers: [("location", SafePath.checked(path))])
        if let notice { reply.cookies.append(Cookie(Cookie.notice, notice.percentEncoded, seconds: 60)) }
        return reply
    }

    /// A file to save; browsers never show it inside the site.
    package static func download(_ bytes: [UInt8], name: String, type: String, rest: Rest? = nil) -> Reply {
        let safe = String(name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) })
        var reply = Reply(
            headers: [("content-type", type), ("content-disposition", "attachment; filename=\"\(safe)\"")], body: bytes)
        reply.rest = rest
        return reply
    }

    package mutating func setHeader(_ name: String, _ value: String) {
        headers.removeAll { $0.name == name }
        headers.append((name, value))
    }

    package func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

extension Reply {
    /// The rest of a large file, a piece at a time: its first bytes leave at once and it is never in memory as a whole.
    ///
    /// When a piece fails the line is cut, so that nobody takes half a file for a whole one.
    package struct Rest: Sendable {
        package typealias Piece = (bytes: [UInt8], next: String?)

        /// Where `body` ended.
        private let start: String
        private let piece: @Sendable (String) async throws -> Piece

        /// - Parameter piece: the bytes from a place on, and the place where they end; no place at the end of the file.
        package init(from start: String, piece: @escaping @Sendable (String) async throws -> Piece) {
            self.start = start
            self.piece = piece
        }

        package func forEach(_ body: ([UInt8]) async throws -> Void) async throws {
            var next: String? = start
            while let place = next {
                let piece = try await piece(place)
                try await body(piece.bytes)
                next = piece.next
            }
        }
    }
}

/// A path of this site, for a redirect: never a way to another site.
package enum SafePath {
    /// `path` when it is one absolute path of this site, else `/`.
    package static func checked(_ path: String) -> String {
        guard path.hasPrefix("/"), !path.hasPrefix("//"), !path.contains("\\"),
            path.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
        else { return "/" }
        return path
    }
}

package struct Cookie: Sendable {
    package static let notice = "inzet-melding"
    package static let language = "inzet-taal"
    package static let visitor = "inzet-bezoek"
    package static let session = "inzet-sessie"

    package let name: String
    package let value: String
    /// Lifetime; zero removes the cookie, `nil` lets it end with the browser.
    package let seconds: Int?

    package init(_ name: String, _ value: String, seconds: Int?) {
        self.name = name
        self.value = value
        self.seconds = seconds
    }

    /// The name as the browser keeps it: bound to this host when the site runs on https.
    package static func stored(_ name: String, secure: Bool) -> String { secure ? "__Host-" + name : name }

    func header(secure: Bool) -> String {
        var text = "\(Self.stored(name, secure: secure))=\(value); Path=/; HttpOnly; SameSite=Lax"
        if secure { text += "; Secure" }
        if let seconds { text += "; Max-Age=\(seconds)" }
        return text
    }
}
