import Community
import Core
import Storage
import Web

/// One class: who waits for what, the sheet of codes, and what the teacher can tick.
struct ClassPages {
    let visit: Visit
    let view: ClassView
    private var t: Texts { visit.t }
    private var path: String { view.school.path + "/klassen/" + view.id }

    /// - Parameter wrong: the form that was sent and cannot be taken.
    func list(_ wrong: (kind: ClassForm, state: FormState)? = nil) -> Reply {
        let today = visit.today.iso
        let consent = card(
            .consent, wrong, t("Toestemming op papier"),
            t("Heb je een papier met een handtekening van een ouder? Vink de leerling aan."), t("Bewaar"),
            start: ["dag": today])
        let sign = card(.sign, wrong, t("Afspraken tekenen"), t("Je tekent namens de school."), t("Teken"))
        return visit.page(
            t("Klas \(view.name)"), status: wrong == nil ? 200 : 400,
            """
            <div class="wrap stack page"><p class="no-print"><a href="\(view.school.path)">\(view.school.name)</a></p><h1>\(t("Klas \(view.name)"))</h1>\
            <p class="soft">\(view.round.name)</p>\(table)\
            <p class="row no-print">\(Part.button(t("Druk de codes af"), path + "/codes", quiet: true))\(certificates)</p>\
            <div class="stack no-print">\(consent)\(sign)\(search(wrong))\(takeBack(wrong))\(erase(wrong))</div></div>
            """)
    }

    private var certificates: HTML {
        let done = view.lines.count { $0.isDone && $0.place != nil }
        guard done > 0 else { return .empty }
        return Part.button(
            t.plural(done, "Druk 1 bewijs af", "Druk \(done) bewijzen af"), path + "/bewijzen", quiet: true)
    }

    private var table: HTML {
        // Before the outcome there is nothing to say about places, agreements and hours.
        var columns: [Web.Table.Column] = [
            .init(t("Leerling")), .init(t("Toestemming")), .init(t("Keuzes"), number: true),
        ]
        if view.isKnown {
            columns += [
                .init(t("Plek")), .init(t("Afspraak wacht op")), .init(t("Uren akkoord"), number: true),
                .init(t("Uren wachten"), number: true),
            ]
        }
        if view.lines.isEmpty { return "<p>\(t("Er zit niemand meer in deze klas."))</p>" }
        let list = Web.Table(t("Leerlingen"), columns, rows: view.lines.map(row))
        return "<div class=\"class-list\">\(list.markup)</div>"
    }

    private func row(_ line: ClassView.Line) -> [HTML] {
        let cells: [HTML] = ["\(line.pupil.name)", consent(line.pupil), "\(line.wishes)"]
        guard view.isKnown else { return cells }
        let hours: [HTML] = [
            line.agreed > 0 || line.place != nil ? "\(t.duration(line.agreed))" : "–",
            "\(line.waiting > 0 ? t.duration(line.waiting) : "–")",
        ]
        guard let place = line.place else {
            let none =
                line.pupil.ownWayAt != nil
                ? Part.chip(t("regelt het zelf")) : line.isDone ? "–" : Part.chip(t("geen plek"), .wait)
            return cells + [none, "–"] + hours
        }
        let missing = line.missing.map { t($0.label) }.joined(separator: ", ")
        let agreement = "\(path)/leerlingen/\(line.pupil.number)"
        return cells + [
            "\(place)", "<a href=\"\(agreement)\">\(missing.isEmpty ? t("niemand meer") : missing)</a>",
        ] + hours
    }

    private func consent(_ pupil: Pupil) -> HTML {
        guard pupil.isUnder16 else { return "\(t("niet nodig"))" }
        if let day = pupil.consentDay {
            let isPaper = pupil.consentBy == .paper
            return Part.chip(isPaper ? t("papier, \(t.shortDate(day, today: visit.today))") : t("ja"), .good)
        }
        if pupil.refusedAt != nil { return Part.chip(t("nee"), .bad) }
        return Part.chip(pupil.guardianEmail == nil ? t("geen mailadres") : t("nog niet"), .wait)
    }

    private func card(
        _ kind: ClassForm, _ wrong: (kind: ClassForm, state: FormState)?, _ title: String, _ words: String,
        _ button: String, start: [String: String] = [:]
    ) -> HTML {
        guard !kind.lines(view).isEmpty else { return .empty }
        let form = kind.form(view)
        let state = wrong?.kind == kind ? wrong?.state ?? form.filled(start) : form.filled(start)
        return Part.card(
            title,
            visit.form(
                action: "\(path)/\(kind.rawValue)", classes: "stack",
                """
                \(visit.errorSummary(form, state))<p>\(words)</p>\(visit.fields(form, state))\
                <p class="row"><button>\(button)</button></p>
                """))
    }

    /// Pupils without a place, and whoever does not look for one.
    private func search(_ wrong: (kind: ClassForm, state: FormState)?) -> HTML {
        card(
            .findsAlone, wrong, t("Leerlingen zonder plek"),
            t(
                "De centrale zoekt voor hen een plek. Regelt een leerling het zelf, of doet die niet mee? Vink aan. Dan zoeken we niet verder."
            ),
            t("Bewaar"))
            + card(
                .looksAgain, wrong, t("Regelt het zelf"),
                t("Voor deze leerlingen zoekt niemand een plek."), t("Zoek weer een plek"))
    }

    private func takeBack(_ wrong: (kind: ClassForm, state: FormState)?) -> HTML {
        let words =
            view.round.state == .open
            ? t(
                "Een ouder trekt toestemming in en kan dat niet zelf doen. De leerling doet dan niet mee met de loting."
            )
            : t(
                "Een ouder trekt toestemming in. De leerling doet niet meer mee en de plek is weer vrij. De ouder krijgt een mail, en de organisatie ook als die de leerling al verwachtte."
            )
        return folded(.takeBack, wrong, t("Een ouder trekt toestemming in"), words, t("Trek de toestemming in"))
    }

    private func erase(_ wrong: (kind: ClassForm, state: FormState)?) -> HTML {
        folded(
            .erase, wrong, t("Een leerling weghalen"),
            t("De naam, de keuzes en de toelichting gaan weg. Dat kan niet ongedaan."), t("Haal weg"))
    }

    private func folded(
        _ kind: ClassForm, _ wrong: (kind: ClassForm, state: FormState)?, _ title: String, _ words: String,
        _ button: String
    ) -> HTML {
        guard !kind.lines(view).isEmpty else { return .empty }
        let form = kind.form(view)
        let isWrong = wrong?.kind == kind
        let state = isWrong ? wrong?.state ?? form.filled() : form.filled()
        return """
            <details class="card"\(flag: "open", isWrong)><summary>\(title)</summary><div class="stack">\
            \(visit.form(action: "\(path)/\(kind.rawValue)", classes: "stack", """
            \(visit.errorSummary(form, state))<p>\(words)</p>\
            \(visit.fields(form, state))<p class="row"><button class="quiet">\(button)</button></p>
            """))</div></details>
            """
    }

    /// A sheet to cut: each pupil's own code.
    func codes(_ codes: [String: String], origin: String) -> Reply {
        let address = (origin + "/stage").split(separator: "://").last.map(String.init) ?? origin
        return visit.page(
            t("Codes van klas \(view.name)"), head: ApplicationMarkup.noIndex,
            """
            <div class="wrap stack page"><p class="no-print"><a href="\(path)">\(t("Klas \(view.name)"))</a></p><h1>\(t("Codes van klas \(view.name)"))</h1>\
            <p class="no-print">\(t("Druk deze pagina af en knip haar in stroken. Met de code ziet en verandert een leerling alleen het eigen lijstje."))</p>\
            <ul class="plain pupil-codes">\(view.lines, { line in
                """
                <li class="card pupil-code"><strong>\(line.pupil.name)</strong><span class="small">\(t("Ga naar \(address) en vul je code in:"))</span>\
                <span class="lead"><code>\(codes[line.pupil.id.text] ?? "")</code></span></li>
                """
            })</ul></div>
            """)
    }

    /// Everyone's proof, a page each.
    func proofs(_ placed: [PlacementView]) -> Reply {
        visit.page(
            t("Bewijzen van klas \(view.name)"), head: ApplicationMarkup.noIndex,
            """
            <div class="wrap narrow stack page"><p class="no-print"><a href="\(path)">\(t("Klas \(view.name)"))</a></p>\
            <h1 class="no-print">\(t("Bewijzen van klas \(view.name)"))</h1>\
            <p class="no-print">\(t("Druk deze pagina af: elk bewijs komt op een eigen vel."))</p>\
            \(placed, { PupilCertificate(visit: visit, view: $0, back: path).sheet(level: 2) })</div>
            """)
    }
}
