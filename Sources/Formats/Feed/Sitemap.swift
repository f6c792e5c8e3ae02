/// The list of pages for search engines (sitemaps.org protocol 0.9).
package struct Sitemap: Sendable {
    package struct Page: Sendable {
        /// An absolute URL. The protocol allows fewer than 2,048 characters: longer ones are left out.
        package var location: String
        /// Seconds since 1970.
        package var modified: Int64?

        package init(location: String, modified: Int64? = nil) {
            self.location = location
            self.modified = modified
        }
    }

    /// One document of the sitemap, to be served at the root of the site.
    package struct File: Sendable {
        /// "sitemap.xml", or "sitemap-1.xml" and on for the parts of an index.
        package var name: String
        package var bytes: [UInt8]
    }

    /// What the protocol allows in one file.
    package static let maximumPages = 50_000
    package static let maximumBytes = 52_428_800

    package var pages: [Page]

    package init(pages: [Page]) {
        self.pages = pages
    }

    /// One file, or an index first and its parts after it.
    ///
    /// - Parameters:
    ///   - root: the address of the folder in which the files appear, with a slash at the end.
    ///   - limit: pages in one file; lower only in tests.
    package func files(root: String, limit: Int = maximumPages, byteLimit: Int = maximumBytes) -> [File] {
        let parts = parts(limit: limit, byteLimit: byteLimit)
        guard parts.count > 1 else {
            return [File(name: "sitemap.xml", bytes: document(of: parts.first ?? []))]
        }
        var index = XMLWriter()
        index.open("sitemapindex", [("xmlns", namespace)])
        var files: [File] = []
        for (number, part) in parts.enumerated() {
            let name = "sitemap-\(number + 1).xml"
            files.append(File(name: name, bytes: document(of: part)))
            index.open("sitemap")
            index.element("loc", root + name)
            if let newest = part.compactMap(\.modified).max() {
                index.element("lastmod", CivilTime(seconds: newest).rfc3339)
            }
            index.close("sitemap")
        }
        index.close("sitemapindex")
        return [File(name: "sitemap.xml", bytes: index.output)] + files
    }

    private func parts(limit: Int, byteLimit: Int) -> [ArraySlice<Page>] {
        let pages = pages.filter { $0.location.unicodeScalars.count < 2_048 }
        var parts: [ArraySlice<Page>] = []
        var start = 0
        var size = 0
        for (index, page) in pages.enumerated() {
            // An ampersand grows to five bytes; the tags and the date stay under 120.
            let cost = page.location.utf8.count * 5 + 120
            if index > start, index - start >= limit || size + cost > byteLimit - 200 {
                parts.append(pages[start..<index])
                start = index
                size = 0
            }
            size += cost
        }
        if start < pages.count { parts.append(pages[start...]) }
        return parts
    }

    private func document(of pages: ArraySlice<Page>) -> [UInt8] {
        var xml = XMLWriter()
        xml.open("urlset", [("xmlns", namespace)])
        for page in pages {
            xml.open("url")
            xml.element("loc", page.location)
            if let modified = page.modified { xml.element("lastmod", CivilTime(seconds: modified).rfc3339) }
            xml.close("url")
        }
        xml.close("urlset")
        return xml.output
    }

    private var namespace: String { "http://www.sitemaps.org/schemas/sitemap/0.9" }
}
