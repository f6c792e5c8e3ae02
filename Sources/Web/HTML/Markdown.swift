import CMarkdown

extension HTML {
    /// Text that a person typed in Markdown (GitHub Flavored Markdown 0.29): paragraphs, lists, links, tables.
    ///
    /// Markup inside the text is left out, links that run scripts lose their target, and a picture from elsewhere
    /// becomes a link: no page of ours fetches from another site.
    ///
    /// - Parameter level: of the text's highest heading, 2 to 6; the headings keep their order below it.
    package init(markdown text: String, headingsFrom level: Int = 3) {
        self.init(rendered: Markdown.render(text, headingsFrom: level))
    }
}

/// The one place that knows the Markdown library.
private enum Markdown {
    private static let extensions: [String] = {
        cmark_gfm_core_extensions_ensure_registered()
        return ["table", "strikethrough", "autolink"]
    }()

    static func render(_ text: String, headingsFrom level: Int) -> String {
        guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return "" }
        defer { cmark_parser_free(parser) }
        for name in extensions { cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name)) }
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        }
        guard let root = cmark_parser_finish(parser) else { return "" }
        defer { cmark_node_free(root) }
        tidy(root, headingsFrom: level)
        guard let rendered = cmark_render_html(root, CMARK_OPT_DEFAULT, cmark_parser_get_syntax_extensions(parser))
        else { return "" }
        defer { cmark_get_default_mem_allocator().pointee.free(rendered) }
        return String(cString: rendered)
    }

    private static func tidy(_ root: OpaquePointer, headingsFrom level: Int) {
        var headings: [OpaquePointer] = []
        var pictures: [OpaquePointer] = []
        guard let iterator = cmark_iter_new(root) else { return }
        while true {
            let event = cmark_iter_next(iterator)
            if event == CMARK_EVENT_DONE { break }
            guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) else { continue }
            let type = cmark_node_get_type(node)
            if type == CMARK_NODE_HEADING { headings.append(node) }
            if type == CMARK_NODE_IMAGE { pictures.append(node) }
        }
        cmark_iter_free(iterator)
        // Levels close up: a text that jumps from its first to its third heading still reads as an outline.
        let used = Set(headings.map { cmark_node_get_heading_level($0) }).sorted()
        for heading in headings {
            let place = used.firstIndex(of: cmark_node_get_heading_level(heading)) ?? 0
            cmark_node_set_heading_level(heading, Int32(min(6, level + place)))
        }
        for picture in pictures { replaceByLink(picture) }
    }

    private static func replaceByLink(_ picture: OpaquePointer) {
        guard let link = cmark_node_new(CMARK_NODE_LINK) else { return }
        cmark_node_set_url(link, cmark_node_get_url(picture))
        while let child = cmark_node_first_child(picture) {
            cmark_node_unlink(child)
            cmark_node_append_child(link, child)
        }
        cmark_node_replace(picture, link)
        cmark_node_free(picture)
    }
}
