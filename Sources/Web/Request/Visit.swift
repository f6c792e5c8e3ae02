package import Core

/// One request as the pages see it: what was asked, by whom, in which language, at what time.
package struct Visit: Sendable {
    package enum Method: String, Sendable { case get = "GET", post = "POST" }

    package var method: Method
    /// The path as asked, percent-decoded in `parameters` only.
    package var path: String
    /// The values of `{names}` in the route's path.
    package var parameters: [String: String] = [:]
    package var query: Query
    /// The fields of a posted form; empty on GET.
    package var form = Query()
    /// Files of a posted multipart form, by field name.
    package var files: [String: UploadedFile] = [:]
    /// Header names in lower case.
    package var headers: [String: String]
    package var cookies: [String: String] = [:]
    package var actor: Actor = .anonymous
    package var session: Session?
    package var t: Texts
    package var now: Moment
    package var requestID: String
    /// The address the request came from.
    package var address: String
    package var site: Site
    package var csrf: CSRFToken
    package var notice: String?

    package init(
        method: Method, path: String, query: Query = Query(), headers: [String: String] = [:], t: Texts = .dutch,
        now: Moment, requestID: String, address: String, site: Site, csrf: CSRFToken
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.t = t
        self.now = now
        self.requestID = requestID
        self.address = address
        self.site = site
        self.csrf = csrf
    }

    package var today: Day { now.day }

    /// A value of the route's path. Throws `WebError.notFound` when the route has no such part.
    package func parameter(_ name: String) throws -> String {
        guard let value = parameters[name] else { throw WebError.notFound }
        return value
    }

    /// A number in the route's path; anything else is a page that does not exist.
    package func number(_ name: String) throws -> Int {
        guard let value = parameters[name], let number = Int(value.prefix { $0 != "-" }),
            (1...999_999_999).contains(number)
        else {
            throw WebError.notFound
        }
        return number
    }

    /// The address of this page with another query.
    package func url(_ query: Query) -> String { query.url(path) }
}

/// A file as the browser sent it. The name is the visitor's word for it and is never used as a path.
package struct UploadedFile: Sendable {
    package let name: String
    package let contentType: String
    package let bytes: [UInt8]
    package init(name: String, contentType: String, bytes: [UInt8]) {
        self.name = name
        self.contentType = contentType
        self.bytes = bytes
    }
}

/// A signed-in visit.
package struct Session: Sendable {
    /// The hash under which the session is stored, so that it can be ended.
    package let key: String
    package let actor: Actor
    package let language: Language?
    package init(key: String, actor: Actor, language: Language?) {
        self.key = key
        self.actor = actor
        self.language = language
    }
}

/// Finds the session that belongs to a cookie. Community knows how.
package protocol Authenticator: Sendable {
    func session(cookie: String, now: Moment) async throws -> Session?
}
