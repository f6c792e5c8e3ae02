import Community
import Core
import Services
import Storage
import Web

/// The list of people of a trajectory: added by hand or from a file, shared out, looked at one by one.
struct TrajectoryPeopleRoutes: Sendable {
    let house: House
    static let base = TrajectoryRoutes.base + "/mensen"
    private static let fileLimit = 2_500_000

    func register(_ routes: Routes) {
        routes.get(Self.base, access: .centre) { visit in
            let state = visit.query.text("stand").flatMap(TrajectoryPerson.State.init(rawValue:))
            let (trajectory, page, helpers) = try await house.database.read { db in
                let trajectory = try TrajectoryRoutes.trajectory(visit, in: db)
                let page = try TrajectoryPerson.page(
                    of: trajectory.id, state: state, after: visit.query.text("na"), in: db)
                return (trajectory, page, try RoundHelper.all(of: trajectory.id, in: db))
            }
            return TrajectoryPeoplePages(visit: visit, trajectory: trajectory).list(page, state, helpers)
        }
        routes.post(Self.base, access: .centre) { visit in
            let view = try await TrajectoryRoutes(house: house).view(visit)
            let state = TrajectoryPeople.form(view.organisations).read(visit.form)
            guard state.isValid else {
                return TrajectoryPages(visit: visit).overview(view, person: state, status: 400)
            }
            let report = try await change(visit) { work, db in try work.add(state, in: db) }
            return .redirect(
                to: view.trajectory.path,
                notice: report.added == 1
                    ? visit.t("Op de lijst gezet.") : visit.t("Deze naam staat al op de lijst."))
        }
        routes.post(TrajectoryRoutes.base + "/verdelen", access: .centre) { visit in
            let count = try await change(visit) { work, db in try work.divide(in: db) }
            return .redirect(
                to: visit.path.dropLastPart,
                notice: visit.t.plural(count, "1 mens verdeeld.", "\(count) mensen verdeeld."))
        }
        listRoutes(routes)
        TrajectoryPersonRoutes(house: house).register(routes)
    }

    private func change<T: Sendable>(
        _ visit: Visit, _ work: @escaping @Sendable (TrajectoryPeople, any SQLConnection) throws -> T
    ) async throws -> T {
        try await house.database.write { db in
            let trajectory = try TrajectoryRoutes.trajectory(visit, in: db)
            guard trajectory.state == .running else { throw WebError.notFound }
            return try work(TrajectoryPeople(house: house, visit: visit, trajectory: trajectory), db)
        }
    }

    private func pages(_ visit: Visit) async throws -> (TrajectoryPeoplePages, [Organisation]) {
        let (trajectory, organisations) = try await house.database.read { db in
            let trajectory = try TrajectoryRoutes.trajectory(visit, in: db)
            return (trajectory, try trajectory.organisations(in: db))
        }
        guard trajectory.state == .running else { throw WebError.notFound }
        return (TrajectoryPeoplePages(visit: visit, trajectory: trajectory), organisations)
    }

    private func listRoutes(_ routes: Routes) {
        let path = Self.base + "/inlezen"
        routes.get(path, access: .centre) { visit in
            let (pages, organisations) = try await pages(visit)
            return pages.upload(organisations, nil)
        }
        routes.post(path, access: .centre, bodyLimit: Self.fileLimit) { visit in
            let (pages, organisations) = try await pages(visit)
            guard let file = visit.files["bestand"], !file.bytes.isEmpty else {
                return pages.upload(organisations, Text("Kies een bestand."))
            }
            do { return pages.preview(try TrajectoryList(file.bytes), organisations) } catch let no as ImportRefusal {
                return pages.upload(organisations, no.reason)
            }
        }
        routes.post(path + "/klaar", access: .centre, bodyLimit: Self.fileLimit) { visit in
            let list: TrajectoryList
            do { list = try TrajectoryList(Array((visit.form["lijst"] ?? "").utf8)) } catch let no as ImportRefusal {
                let (pages, organisations) = try await pages(visit)
                return pages.upload(organisations, no.reason)
            }
            let report = try await change(visit) { work, db in try work.take(list.entries, in: db) }
            let t = visit.t
            var words = [t.plural(report.added, "1 mens erbij", "\(report.added) mensen erbij")]
            if report.known > 0 { words.append(t("\(report.known) stonden er al")) }
            if report.strange > 0 { words.append(t("\(report.strange) van een organisatie die niet meedoet")) }
            return .redirect(to: visit.path.dropLastPart.dropLastPart, notice: words.joined(separator: ", ") + ".")
        }
    }
}

struct TrajectoryPeoplePages {
    let visit: Visit
    let trajectory: Trajectory
    private var t: Texts { visit.t }
    private var path: String { trajectory.path + "/mensen" }
    private var crumb: HTML {
        "<p class=\"no-print\"><a href=\"\(trajectory.path)\"\(attribute: "lang", t.typed)>\(trajectory.name)</a></p>"
    }

    func list(_ page: Page<TrajectoryPerson>, _ state: TrajectoryPerson.State?, _ helpers: [RoundHelper]) -> Reply {
        let names = Dictionary(helpers.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let rows = page.items.map { person -> [HTML] in
            let helper = person.helper.flatMap { names[$0] }
            return [
                "<a href=\"\(path)/\(person.number)\"\(attribute: "lang", t.typed)>\(RoundText.name(person.name, t))</a>",
                "<span\(attribute: "lang", t.typed)>\(helper ?? "–")</span>",
                Part.chip(
                    t(person.state.label), person.state == .wants ? .good : person.state == .open ? .wait : .plain),
                "\(person.route.map { t($0.label) } ?? (person.state == .wants ? t("Wacht op een vervolg") : "–"))",
            ]
        }
        var next = visit.query
        if let key = page.next { next = next.setting("na", to: [key]) }
        let table: HTML =
            rows.isEmpty
            ? Part.empty(t("Niemand gevonden"), t("Zet mensen op de lijst, of kies een andere stand."))
            : Web.Table(
                t("Mensen"),
                [.init(t("Naam")), .init(t("Gespreksvoerder")), .init(t("Stand")), .init(t("Vervolg"))], rows: rows
            ).markup + Part.more(t("Meer mensen"), page.next == nil ? nil : next.url(path))
        let filters: HTML = """
            <nav aria-label="\(t("Stand"))" class="no-print"><ul class="chips"><li><a class="chip" href="\(path)"\(attribute: "aria-current", state == nil ? "true" : nil)>\(t("Alle"))</a></li>\(TrajectoryPerson.State.allCases, { item in
                "<li><a class=\"chip\" href=\"\(path)?stand=\(item.rawValue)\"\(attribute: "aria-current", item == state ? "true" : nil)>\(t(item.label))</a></li>"
            })</ul></nav>
            """
        return visit.page(
            t("Mensen in het traject"),
            "<div class=\"wrap stack page\">\(crumb)<h1>\(t("Mensen in het traject"))</h1>\(filters)\(table)</div>")
    }

    func upload(_ organisations: [Organisation], _ problem: Text?) -> Reply {
        let extra =
            organisations.count > 1
            ? t(
                "Kolommen: naam en, als je dat hebt, mail, telefoon, relatie en organisatie. Zonder organisatie horen mensen bij \(organisations[0].name)."
            )
            : t("Kolommen: naam en, als je dat hebt, mail, telefoon en relatie.")
        let error: HTML = "\(problem, { "<span class=\"field-error\" id=\"veld-bestand-fout\">\(t($0))</span>" })"
        let field: HTML = """
            <div class="field"><label for="veld-bestand">\(t("Bestand (csv)"))</label>\
            <span class="hint" id="veld-bestand-uitleg">\(extra)</span>\(error)\
            <input id="veld-bestand" type="file" name="bestand" accept=".csv,text/csv" required aria-describedby="veld-bestand-uitleg\(if: problem != nil, " veld-bestand-fout")"\(attribute: "aria-invalid", problem == nil ? nil : "true")></div>
            """
        let summary: HTML =
            "\(problem, { problem in RoundMarkup.summary(problem, field: "bestand", label: t("Bestand (csv)"), t) })"
        return visit.page(
            t("Lees een lijst in"), status: problem == nil ? 200 : 400,
            """
            <div class="wrap narrow stack page">\(crumb)<h1>\(t("Lees een lijst in"))</h1>\
            <p>\(t("Zet alleen mensen op de lijst die de organisatie al kent. Vertel hun vooraf dat iemand hen vraagt."))</p>\
            \(visit.form(action: path + "/inlezen", files: true, classes: "card stack", "\(summary)\(field)<p class=\"row\"><button>\(t("Bekijk eerst"))</button></p>"))</div>
            """)
    }

    /// What is wrong row by row, and what would go in.
    func preview(_ list: TrajectoryList, _ organisations: [Organisation]) -> Reply {
        let problems = RoundMarkup.problems(list.problems.map { ($0.line, $0.text) }, t)
        let rows = list.entries.prefix(40).map { entry -> [HTML] in
            [
                "\(entry.name)", "\(entry.phone ?? "–")", "\(entry.email ?? "–")", "\(entry.relation)",
                "\(entry.organisation)",
            ]
        }
        let table = Web.Table(
            t.plural(list.entries.count, "1 mens", "\(list.entries.count) mensen"),
            [
                .init(t("Naam")), .init(t("Telefoonnummer")), .init(t("E-mailadres")), .init(t("Relatie")),
                .init(t("Organisatie")),
            ], rows: Array(rows)
        ).markup
        let confirm: HTML =
            list.entries.isEmpty
            ? "<p>\(Part.button(t("Ander bestand"), path + "/inlezen", quiet: true))</p>"
            : visit.form(
                action: path + "/inlezen/klaar", classes: "stack",
                """
                <input type="hidden" name="lijst" value="\(list.csv)">\
                <p class="row"><button>\(t("Neem over"))</button>\(Part.button(t("Ander bestand"), path + "/inlezen", quiet: true))</p>
                """)
        return visit.page(
            t("Klopt dit?"),
            """
            <div class="wrap stack page">\(crumb)<h1>\(t("Klopt dit?"))</h1>\(problems)\
            \(if: !list.entries.isEmpty, table)\(if: list.entries.count > 40, "<p class=\"small soft\">\(t("We laten de eerste 40 zien."))</p>")\(confirm)</div>
            """)
    }
}
