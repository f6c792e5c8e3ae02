import Testing
import Web

/// Markdown that people type.
struct MarkdownTests {
    @Test func `paragraphs, lists, links and tables`() {
        let html = HTML(markdown: "Een *woord*.\n\n- a\n- b\n\n[site](https://voorbeeld.nl)\n\n|a|b|\n|-|-|\n|1|2|")
            .text
        for part in ["<p>Een <em>woord</em>.</p>", "<li>a</li>", "href=\"https://voorbeeld.nl\"", "<td>1</td>"] {
            #expect(html.contains(part), "\(html)")
        }
    }

    @Test func `headings fit below the page's own`() {
        let html = HTML(markdown: "# Een\n\n#### Twee\n\n# Drie", headingsFrom: 3).text
        #expect(html.contains("<h3>Een</h3>"))
        #expect(html.contains("<h4>Twee</h4>"))
        #expect(!html.contains("<h1"))
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))",
        "![x](javascript:alert(1))", "<a href='javascript:1'>x</a>", "[x](<javascript:alert(1)>)",
        "[x](JAVASCRIPT:alert(1))", "[x](data:text/html;base64,AAAA)", "<https://x.nl/\"onclick=\"alert(1)>",
        "| <script> |\n|-|\n| <b onclick=1> |", "```<script>\n<script>\n```",
    ])
    func `nothing typed becomes markup of its own`(text: String) {
        let html = HTML(markdown: text).text.lowercased()
        for danger in ["<script", "<img", "href=\"javascript", "href=\"data", " onclick=\"", "onerror=a"] {
            #expect(!html.contains(danger), "\(html)")
        }
    }

    @Test func `a picture from elsewhere is a link`() {
        let html = HTML(markdown: "![Foto van het feest](https://elders.example/foto.jpg)").text
        #expect(!html.contains("<img"))
        #expect(html.contains("<a href=\"https://elders.example/foto.jpg\">Foto van het feest</a>"))
    }
}
