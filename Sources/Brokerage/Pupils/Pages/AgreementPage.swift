import Community
import Core
import Storage
import Web

/// The agreement of a pupil, an organisation, a school and a parent: to sign on line, or to print.
struct AgreementPage {
    let visit: Visit
    let view: PlacementView
    let back: String
    /// Who looks, and may sign.
    let signs: Signature.Party
    private var t: Texts { visit.t }

    /// A parent has no account: the name is asked.
    static let guardianForm = Form([
        Field(
            "naam", Text("Jouw naam"), hint: Text("Die komt onder de afspraak te staan."), limit: 100,
            autocomplete: "name")
    ])

    func reply(_ state: FormState? = nil) -> Reply {
        let place = view.place.place
        let facts: [(String, HTML)] = [
            (t("Leerling"), "\(view.pupil.name), \(view.className)"), (t("School"), "\(view.school.name)"),
            (t("Organisatie"), "\(view.place.organisation)"), (t("Wat"), "\(place.title)"),
            (t("Waar"), "\(place.place)"),
            (t("Wanneer"), "\(t(place.rhythm.label)), \(place.times)"),
            (t("Hoeveel"), "\(t("\(view.round.hours) uur, uiterlijk op \(t.date(view.round.lastDay))"))"),
        ]
        let rules = [
            t("De leerling komt op tijd, doet mee en zegt af als het niet lukt."),
            t("De organisatie begeleidt de leerling, zorgt dat het veilig is en kijkt de uren na."),
            t("De school is er voor vragen. Gaat het niet goed? Dan praten we eerst samen."),
            t("Wat de leerling over anderen hoort, blijft daar."),
        ]
        return visit.page(
            t("Stageafspraak"), head: ApplicationMarkup.noIndex, status: state == nil ? 200 : 400,
            """
            <div class="wrap narrow stack page"><p class="no-print"><a href="\(back)">\(t("Terug"))</a></p><h1>\(t("Stageafspraak"))</h1>\
            \(Part.facts(facts))<ul>\(rules, { "<li>\($0)</li>" })</ul>\(signatures)\(paper)\(button(state))\
            <p class="small soft no-print">\(t("Liever op papier? Druk deze pagina af met de knop Afdrukken van je browser. De school vinkt aan dat het papier er is."))</p></div>
            """)
    }

    private var signatures: HTML {
        let rows = Signature.Party.needed(view.pupil).map { party -> [HTML] in
            guard let done = view.signatures.first(where: { $0.party == party }) else {
                return ["\(t(party.label))", "\(t("nog niet"))"]
            }
            let how = done.way == .paper ? t("op papier") : t("online")
            let told = [done.name, t.date(done.signedAt.day), how].filter { !$0.isEmpty }
            return ["\(t(party.label))", "\(told.joined(separator: ", "))"]
        }
        return Web.Table(t("Handtekeningen"), [.init(t("Wie")), .init(t("Getekend"))], rows: rows).markup
    }

    /// Lines to sign on, for who prints it.
    private var paper: HTML {
        guard !view.missing.isEmpty else { return .empty }
        let rows: HTML = """
            \(view.missing, { party in
                "<div><strong>\(t(party.label))</strong><span><small>\(t("Naam"))</small></span><span><small>\(t("Handtekening"))</small></span><span><small>\(t("Datum"))</small></span></div>"
            })
            """
        return "<div class=\"sign-here\" aria-hidden=\"true\">\(rows)</div>"
    }

    private func button(_ state: FormState?) -> HTML {
        guard view.missing.contains(signs) else { return .empty }
        let form = Self.guardianForm
        let shown = state ?? form.filled()
        let name: HTML = signs == .guardian ? visit.errorSummary(form, shown) + visit.fields(form, shown) : .empty
        return visit.form(
            action: visit.path, classes: "card stack no-print",
            "\(name)<p class=\"row\"><button>\(t("Ik ben het hiermee eens"))</button></p>")
    }
}

/// The proof of a pupil's hours, to print.
struct PupilCertificate {
    let visit: Visit
    let view: PlacementView
    let back: String
    private var t: Texts { visit.t }

    var reply: Reply {
        visit.page(
            t("Bewijs van maatschappelijke stage"), head: ApplicationMarkup.noIndex,
            """
            <div class="wrap narrow stack page"><p class="no-print">\(t("Druk deze pagina af of bewaar haar als pdf, met de knop Afdrukken van je browser."))</p>\
            \(sheet(level: 1))<p class="row no-print">\(Part.button(t("Terug"), back, quiet: true))</p></div>
            """)
    }

    /// - Parameter level: of the heading; lower where several stand on one page.
    func sheet(level: Int) -> HTML {
        let title = t("Bewijs van maatschappelijke stage")
        let heading: HTML = level == 1 ? "<h1>\(title)</h1>" : "<h2>\(title)</h2>"
        // Hours count at the organisation that said yes to them, also for who was moved since.
        let isElsewhere = view.agreedAt.contains { $0.organisation != view.placement.organisation }
        let issuers = isElsewhere ? view.agreedAt.map(\.name).joined(separator: ", ") : view.place.organisation
        let work: HTML =
            isElsewhere
            ? """
            <p><strong>\(t.duration(view.agreed))</strong></p>\
            <ul class="plain">\(view.agreedAt, { "<li>\($0.name): \(t.duration($0.minutes))</li>" })</ul>
            """
            : "<p><strong>\(view.place.place.title)</strong><br>\(t.duration(view.agreed))</p>"
        return """
            <article class="card certificate stack"><div class="row">\(Mark.svg(size: 48))<span>\(issuers)</span></div>\
            \(heading)<p class="lead">\(t("Dit bewijs is voor"))</p>\
            <p class="certificate-name">\(view.pupil.name)</p><p>\(view.school.name), \(view.className)</p>\
            \(work)\
            <p>\(view.isDone ? t("De stage van \(view.round.hours) uur is klaar.") : t("De stage van \(view.round.hours) uur loopt nog."))</p>\
            <p class="small soft">\(t("Afgegeven door \(issuers)"))<br>\(t.date(visit.today)) · \(t("Nummer \(view.placement.number)"))</p></article>
            """
    }
}
