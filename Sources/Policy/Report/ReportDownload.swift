import Community
import Core
import Services
import Web

extension ReportDocument {
    /// The document as a file for a word processor, or a page that says what else is possible.
    ///
    /// - Parameters:
    ///   - name: of the file, without its ending.
    ///   - back: the page with the document itself.
    ///   - frozen: what was kept, for a document that may not change any more.
    func download(
        _ format: Pandoc.Format, name: String, back: String, frozen: FrozenDocument? = nil, visit: Visit, house: House
    ) async throws -> Reply {
        let t = visit.t
        guard let pandoc = Pandoc.installed else {
            return unavailable(
                t(
                    "Word en ODT kunnen hier niet: het programma pandoc ontbreekt op de server. Druk het document af, of neem de Markdown mee."
                ),
                back: back, visit: visit, status: 503)
        }
        do {
            let head = Pandoc.Head(title: title, subtitle: state, contents: t("Inhoud"), language: t.language.rawValue)
            let text = frozen?.chapters ?? chapterMarkdown(t)
            let pictures = ReportPictures.all(in: frozen?.html ?? markup(t).text)
            let document = try await pandoc.convert(text, pictures: pictures, to: format, head: head)
            if let first = document.lacking.first {
                // Not its caption, which people typed.
                house.note(
                    "pictures.lacking", ["count": String(document.lacking.count), "reason": first.reason])
            }
            return .download(document.bytes, name: "\(name).\(format.rawValue)", type: format.contentType)
        } catch Pandoc.Failure.busy {
            throw WebError.tooMany(retryAfter: 5)
        } catch {
            house.note("pandoc.failed", ["error": "\(error)"])
            return unavailable(
                t("Het bestand maken is niet gelukt. Druk het document af, of neem de Markdown mee."), back: back,
                visit: visit, status: 500)
        }
    }

    private func unavailable(_ text: String, back: String, visit: Visit, status: Int) -> Reply {
        visit.simplePage(
            visit.t("Dit bestand is er nu niet"), status: status,
            "<p>\(text)</p><p>\(Part.button(visit.t("Terug naar het document"), back))</p>")
    }

    /// The ways to take the document along.
    ///
    /// - Parameter base: the address to which the ending of the file is added.
    static func tools(_ base: String, t: Texts) -> HTML {
        let word: HTML =
            Pandoc.installed == nil
            ? .empty
            : Part.button(t("Word (docx)"), base + ".docx", quiet: true)
                + Part.button("ODT", base + ".odt", quiet: true)
        return """
            <div class="row no-print">\(DocumentPages.printButton(t))\(word)\(Part.button("Markdown", base + ".md", quiet: true))</div>
            """
    }
}
