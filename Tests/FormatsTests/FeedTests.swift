import Formats
import Testing

struct FeedTests {
    @Test func anAtomFeed() {
        let entry = AtomFeed.Entry(
            id: "tag:x,2026:1", title: "Lezen & <schrijven>", link: "https://x/v/1?a=1&b=\"2\"", updated: 86_400,
            published: 0, summary: "Kort\u{0}\u{B}\u{FFFE}", html: "<p>Hoi ]]></p>", categories: ["Taal"])
        let feed = AtomFeed(
            id: "tag:x,2026:0", title: "Vacatures", author: "Inzet", selfLink: "https://x/atom", pageLink: "https://x/",
            updated: 0, entries: [entry])
        let expected = """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nl">
            <id>tag:x,2026:0</id>
            <title>Vacatures</title>
            <updated>1970-01-02T00:00:00Z</updated>
            <link rel="self" type="application/atom+xml" href="https://x/atom"/>
            <link rel="alternate" type="text/html" href="https://x/"/>
            <author>
            <name>Inzet</name>
            </author>
            <entry>
            <id>tag:x,2026:1</id>
            <title>Lezen &amp; &lt;schrijven&gt;</title>
            <updated>1970-01-02T00:00:00Z</updated>
            <published>1970-01-01T00:00:00Z</published>
            <link rel="alternate" type="text/html" href="https://x/v/1?a=1&amp;b=&quot;2&quot;"/>
            <category term="Taal"/>
            <summary>Kort</summary>
            <content type="html">&lt;p&gt;Hoi ]]&gt;&lt;/p&gt;</content>
            </entry>
            </feed>

            """
        #expect(feed.text == expected)
    }

    @Test func aSmallSitemapIsOneFile() {
        let files = Sitemap(pages: [.init(location: "https://x/a?b&c", modified: 0)]).files(root: "https://x/")
        #expect(files.map(\.name) == ["sitemap.xml"])
        let text = String(decoding: files.first?.bytes ?? [], as: UTF8.self)
        #expect(text.contains("<loc>https://x/a?b&amp;c</loc>\n<lastmod>1970-01-01T00:00:00Z</lastmod>"))
        #expect(Sitemap(pages: []).files(root: "https://x/").count == 1)
    }

    @Test func aLargeSitemapGetsAnIndex() {
        let pages = (0..<7).map { Sitemap.Page(location: "https://x/\($0)", modified: Int64($0) * 86_400) }
        let files = Sitemap(pages: pages).files(root: "https://x/", limit: 3)
        #expect(files.map(\.name) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"])
        let index = String(decoding: files[0].bytes, as: UTF8.self)
        #expect(index.contains("<loc>https://x/sitemap-2.xml</loc>\n<lastmod>1970-01-06T00:00:00Z</lastmod>"))
        for number in 0..<7 {
            let hits = files.dropFirst().filter {
                String(decoding: $0.bytes, as: UTF8.self).contains("<loc>https://x/\(number)</loc>")
            }
            #expect(hits.count == 1)
        }
    }

    @Test func partsStayUnderTheSizeOfTheProtocol() {
        let long = String(repeating: "&", count: 1_000)
        let pages = (0..<20).map { Sitemap.Page(location: "https://x/\($0)\(long)") }
        let tooLong = Sitemap.Page(location: "https://x/" + String(repeating: "a", count: 2_048))
        let files = Sitemap(pages: pages + [tooLong]).files(root: "https://x/", byteLimit: 20_000)
        #expect(files.count > 5)
        #expect(files.allSatisfy { $0.bytes.count <= 20_000 })
    }
}
