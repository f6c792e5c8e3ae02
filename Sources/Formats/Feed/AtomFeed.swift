/// A feed that people follow in a reader (RFC 4287).
package struct AtomFeed: Sendable {
    package struct Entry: Sendable {
        /// A permanent IRI: it stays the same when the page moves.
        package var id: String
        package var title: String
        package var link: String
        /// Seconds since 1970.
        package var updated: Int64
        package var published: Int64?
        package var summary: String
        /// HTML as text; escaped here, read as HTML by the reader.
        package var html: String?
        package var author: String?
        package var categories: [String]

        package init(
            id: String, title: String, link: String, updated: Int64, published: Int64? = nil, summary: String = "",
            html: String? = nil, author: String? = nil, categories: [String] = []
        ) {
            self.id = id
            self.title = title
            self.link = link
            self.updated = updated
            self.published = published
            self.summary = summary
            self.html = html
            self.author = author
            self.categories = categories
        }
    }

    package static let mediaType = "application/atom+xml; charset=utf-8"

    package var id: String
    package var title: String
    package var subtitle: String?
    /// Required once for the whole feed, so that entries need none.
    package var author: String
    /// The address of this feed.
    package var selfLink: String
    /// The page for people that shows the same.
    package var pageLink: String?
    package var language: String
    /// Seconds since 1970; used when no entry is newer.
    package var updated: Int64
    package var entries: [Entry]

    package init(
        id: String, title: String, subtitle: String? = nil, author: String, selfLink: String, pageLink: String? = nil,
        language: String = "nl", updated: Int64, entries: [Entry]
    ) {
        self.id = id
        self.title = title
        self.subtitle = subtitle
        self.author = author
        self.selfLink = selfLink
        self.pageLink = pageLink
        self.language = language
        self.updated = updated
        self.entries = entries
    }

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    package var bytes: [UInt8] {
        var xml = XMLWriter()
        xml.open("feed", [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", language)])
        xml.element("id", id)
        xml.element("title", title)
        if let subtitle { xml.element("subtitle", subtitle) }
        xml.element("updated", moment(entries.map(\.updated).reduce(updated, max)))
        xml.empty("link", [("rel", "self"), ("type", "application/atom+xml"), ("href", selfLink)])
        if let pageLink { xml.empty("link", [("rel", "alternate"), ("type", "text/html"), ("href", pageLink)]) }
        xml.write(author: author)
        for entry in entries { xml.write(entry) }
        xml.close("feed")
        return xml.output
    }
}

extension XMLWriter {
    fileprivate mutating func write(author: String) {
        open("author")
        element("name", author)
        close("author")
    }

    fileprivate mutating func write(_ entry: AtomFeed.Entry) {
        open("entry")
        element("id", entry.id)
        element("title", entry.title)
        element("updated", moment(entry.updated))
        if let published = entry.published { element("published", moment(published)) }
        empty("link", [("rel", "alternate"), ("type", "text/html"), ("href", entry.link)])
        if let author = entry.author { write(author: author) }
        for category in entry.categories { empty("category", [("term", category)]) }
        if !entry.summary.isEmpty { element("summary", entry.summary) }
        if let html = entry.html { element("content", html, [("type", "html")]) }
        close("entry")
    }
}

private func moment(_ seconds: Int64) -> String { CivilTime(seconds: seconds).rfc3339 }
