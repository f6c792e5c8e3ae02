import Community
import Core
import Services
import Web

/// The plan as a document to read, print and take along.
struct DocumentPages {
    let visit: Visit
    private var t: Texts { visit.t }

    /// The draft, with the ways to take it along.
    func draft(_ document: ReportDocument, _ cycle: PolicyCycle, adoption: Adoption?, ready: Int, canConvert: Bool)
        -> Reply
    {
        let path = PlanPath(cycle)
        let adopt: HTML =
            visit.mayChange(cycle) ? Part.button(t("De raad heeft besloten"), path.adopt, quiet: true) : .empty
        let compare: HTML =
            "\(adoption, { "<p>\(t("De raad stelde het plan vast op \(t.date($0.day)).")) <a href=\"\($0.path(in: cycle))\">\(t("Lees het vastgestelde plan"))</a> · <a href=\"\(path.home)/verschil\">\(t("Wat is er daarna veranderd?"))</a></p>" })"
        let missing: HTML =
            ready < 15
            ? "<p class=\"notice wait\">\(t("Nog \(15 - ready) onderdelen zijn niet geschreven.")) <a href=\"\(path.text)\">\(t("Naar de tekst"))</a></p>"
            : .empty
        let tools: HTML = """
            <div class="no-print stack">\(Part.breadcrumbs([(t("De kring"), "/beleid"), (cycle.name, cycle.path()), (t("Plan"), path.home)], label: t("Je bent hier")))\
            \(PlanFrame.nav(visit, cycle, current: .document))\(compare)\(missing)\
            <div class="row">\(Self.printButton(t))\(downloads(path.document, canConvert: canConvert))\(adopt)</div></div>
            """
        return visit.page(
            document.title,
            "<div class=\"wrap stack page document-page\">\(tools)<article class=\"document\">\(document.markup(t))</article></div>"
        )
    }

    static func printButton(_ t: Texts) -> HTML {
        "<button type=\"button\" hidden data-print>\(t("Afdrukken"))</button>"
    }

    /// - Parameter base: the address to which the ending of the file is added.
    func downloads(_ base: String, canConvert: Bool) -> HTML {
        let word: HTML =
            canConvert
            ? Part.button(t("Word (docx)"), base + ".docx", quiet: true)
                + Part.button("ODT", base + ".odt", quiet: true)
            : "<span class=\"small soft\">\(t("Word en ODT kunnen hier niet: het programma pandoc ontbreekt op de server. Druk het plan af, of neem de Markdown mee."))</span>"
        return word + Part.button("Markdown", base + ".md", quiet: true)
    }

    /// What the council adopted, or the warning that it is not that any more.
    ///
    /// - Parameter tools: what stands above it on the screen.
    func adopted(_ frozen: FrozenPlan?, _ adoption: Adoption, title: String, tools: HTML) -> Reply {
        guard let frozen else {
            return visit.page(
                title,
                """
                <div class="wrap stack page">\(tools)<h1>\(title)</h1>\(Part.notice(t("Deze tekst is veranderd nadat de raad hem vaststelde. Daarom laten we hem niet zien. Vraag de gemeente om de goede tekst."), .bad))</div>
                """)
        }
        let remarks: HTML =
            adoption.remarks.isEmpty
            ? .empty : "<h2 class=\"h3\">\(t("Wat de raad erbij besloot"))</h2>\(HTML(paragraphs: adoption.remarks))"
        return visit.page(
            title,
            """
            <div class="wrap stack page document-page">\(tools)<article class="document"\(attribute: "lang", t.typed)>\(HTML(frozen: frozen.document.html))</article>\
            <section class="card stack seal">\(remarks)<h2 class="h3">\(t("De vingerafdruk van dit plan"))</h2>\
            <p class="small">\(t("Het plan is bewaard zoals de raad het vaststelde. De vingerafdruk (SHA-256) verandert als er ook maar een letter anders wordt. Wij hebben hem nu nagerekend: hij klopt."))</p>\
            <p class="fingerprint">\(adoption.sha256)</p></section></div>
            """)
    }
}
