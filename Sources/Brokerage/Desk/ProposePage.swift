import Community
import Core
import Matching
import Storage
import Web

/// What the ranking found for someone, to choose from. The broker chooses: the ranking only sorts.
struct ProposePage {
    let visit: Visit
    let view: DeskCase
    let found: DeskFound
    private var t: Texts { visit.t }

    static let number = "nummer"
    static let chosen = "vacature"
    static let form = Form([
        Field(
            chosen, Text("Vacatures"), .checkboxes([]), required: false),
        Field(
            number, Text("Een andere vacature, met nummer"), .number(1...9_999_999),
            hint: Text("Het nummer staat in het adres van de vacature."), required: false),
        Field("mailen", Text("Mail de voorstellen"), .checkbox, required: false),
    ])

    func reply(_ state: FormState, status: Int = 200) -> Reply {
        let intake = view.intake
        let crumbs = Part.breadcrumbs(
            [(title: t("Iedereen aan de balie"), path: DeskNav.list), (title: intake.name, path: intake.path)],
            label: t("Kruimelpad"))
        let chosen = Set(state.all(Self.chosen))
        let cards: HTML = "\(found.items, { card($0, chosen, hasProblem: state.problem(Self.chosen) != nil) })"
        let mail: HTML =
            intake.email == nil
            ? "<p class=\"small\">\(t("Er is geen mailadres. Vertel het aan de telefoon, of druk een brief af."))</p>"
            : visit.field("mailen", of: Self.form, state)
        let left = max(0, Proposal.most - view.proposals.filter { $0.proposal.state.isOpen }.count)
        let limit = t.plural(left, "Je kunt nu nog 1 voorstel doen.", "Je kunt nu nog \(left) voorstellen doen.")
        let content: HTML = """
            \(visit.errorSummary(Self.form, state))<fieldset class="field stack"><legend class="visually-hidden">\(t("Vacatures"))</legend>\
            \(state.problem(Self.chosen), { "<span class=\"field-error\" id=\"veld-\(Self.chosen)-fout\">\(t($0))</span>" })\(cards)</fieldset>\
            \(visit.field(Self.number, of: Self.form, state))\(mail)<p class="row"><button>\(t("Stel voor"))</button>\(Part.button(t("Terug"), intake.path, quiet: true))</p>
            """
        return visit.page(
            t("Voorstellen voor \(intake.name)"), head: ApplicationMarkup.noIndex, status: status,
            """
            <div class="wrap narrow stack page">\(crumbs)<h1>\(t("Voorstellen voor \(intake.name)"))</h1>\
            <p class="lead">\(t("Jij kiest wat je voorstelt, en \(intake.name) zegt ja of nee. De volgorde hieronder is alleen een hulp.")) \(limit)</p>\
            \(wishes)\(visit.form(action: intake.path + "/voorstellen", classes: "stack", content))\(near)</div>
            """)
    }

    private var wishes: HTML {
        guard let wishes = view.wishes, !wishes.isEmpty else {
            return Part.notice(t("Er zijn nog geen wensen opgeschreven. Daarom staat hier gewoon wat er open is."))
        }
        let chips: HTML = "\(wishes.chips(t), { "<li class=\"chip\">\($0.label)</li>" })"
        return "<ul class=\"chips\">\(chips)</ul>"
    }

    private func card(_ item: DeskFound.Item, _ chosen: Set<String>, hasProblem: Bool) -> HTML {
        let because: HTML = "\(DeskWords.because(item.reasons, t), { "<span class=\"small\">\($0)</span>" })"
        let cautions: HTML = "\(item.cautions, { "<span class=\"small soft\">\($0)</span>" })"
        let value = String(item.number)
        let isFirst = item.number == found.items.first?.number
        let isWrong = isFirst && hasProblem
        return """
            <div class="card stack"><label class="tick"><input type="checkbox" name="\(Self.chosen)" value="\(value)"\(attribute: "id", isFirst ? "veld-\(Self.chosen)" : nil)\
            \(flag: "checked", chosen.contains(value))\(attribute: "aria-invalid", isWrong ? "true" : nil)\(attribute: "aria-describedby", isWrong ? "veld-\(Self.chosen)-fout" : nil)><span><strong\(attribute: "lang", t.typed)>\(item.title)</strong> · \(item.organisation)</span></label>\
            \(because)\(cautions)<a class="small" href="\(item.path)">\(t("Lees de vacature"))<span class="visually-hidden"> “\(item.title)”</span></a></div>
            """
    }

    private var near: HTML {
        guard !found.near.isEmpty else { return .empty }
        let rows: HTML = """
            <ul class="plain stack">\(found.near, { item in
                "<li><a href=\"\(item.path)\"\(attribute: "lang", t.typed)>\(item.title)</a><br><span class=\"small\">\(item.obstacle)\(item.change, { " \(t("Het past wel als je \($0)."))" })</span></li>"
            })</ul>
            """
        return Part.card(t("Net niet"), rows)
    }
}

/// What the ranking found, ready to show.
struct DeskFound: Sendable {
    struct Item: Sendable {
        let id: Vacancy.Identity
        let number: Int
        let title: String
        let organisation: String
        let path: String
        let reasons: [String]
        let cautions: [String]
    }

    struct Near: Sendable {
        let title: String
        let path: String
        let obstacle: String
        let change: String?
    }

    let items: [Item]
    let near: [Near]

    static let shown = 10

    /// - Parameter except: what was proposed before.
    init(_ advice: WorkAdvice, except: Set<Vacancy.Identity>, municipality: String, in db: any SQLConnection) throws {
        var items: [Item] = []
        for hit in advice.hits where items.count < Self.shown && !except.contains(hit.id) {
            guard let vacancy = try Vacancy.find(hit.id, in: db) else { continue }
            let name: String? = try db.value("SELECT name FROM organisation WHERE id = \(vacancy.organisation)")
            items.append(
                Item(
                    id: vacancy.id, number: vacancy.number, title: vacancy.title, organisation: name ?? "",
                    path: vacancy.path, reasons: hit.reasons, cautions: hit.cautions))
        }
        self.items = items
        near = try advice.near.prefix(5).compactMap { miss in
            guard !except.contains(miss.id), let vacancy = try Vacancy.find(miss.id, in: db) else { return nil }
            return Near(title: vacancy.title, path: vacancy.path, obstacle: miss.obstacle, change: miss.change)
        }
    }
}
