import Core
import Testing
import Web

struct HTMLTests {
    @Test func `a value never becomes markup`() {
        let hostile = "<script>alert('x')</script>\"&"
        let markup: HTML = "<p title=\"\(hostile)\">\(hostile)</p>"
        #expect(!markup.text.contains("<script>"))
        #expect(markup.text.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;"))
    }

    @Test func `markup in markup stays markup, lists and conditions too`() {
        let items = ["a", "<b>"]
        let list: HTML =
            "<ul>\(items, { "<li>\($0)</li>" })</ul>\(if: false, "nooit")\(attribute: "rel", nil)\(attribute: "id", "\"")"
        #expect(list.text == "<ul><li>a</li><li>&lt;b&gt;</li></ul> id=\"&quot;\"")
    }

    @Test func `typed text keeps its paragraphs and loses its tags`() {
        #expect(HTML(paragraphs: "een\ntwee\n\n<i>drie").text == "<p>een<br>twee</p><p>&lt;i&gt;drie</p>")
    }

    @Test func `escaping equals the plain definition for any text`() {
        var random = Seeded(seed: 5)
        let signs = Array("ab<>&\"'é€😀\n")
        for _ in 0..<2000 {
            let text = String((0..<random.int(0...12)).map { _ in random.pick(signs) ?? "a" })
            let plain = text.map {
                ["<": "&lt;", ">": "&gt;", "&": "&amp;", "\"": "&quot;", "'": "&#39;"][String($0)] ?? String($0)
            }.joined()
            let markup: HTML = "\(text)"
            #expect(markup.text == plain)
        }
    }
}
