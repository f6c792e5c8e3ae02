import Community
import Core
import Formats
import Services
import Storage
import Web

/// The pages of the centre about village rounds.
struct DoorRoundRoutes: Sendable {
    let house: House
    static let home = DoorRound.home
    static let base = home + "/{ronde}"

    func register(_ routes: Routes) {
        routes.get(Self.home, access: .centre) { visit in
            let lines = try await house.database.read { db in
                let rounds = try DoorRound.all(in: visit.centreMunicipalities, db: db)
                let counts = try DoorRoundView.counts(rounds.map(\.id), in: db)
                return rounds.map { (round: $0, count: counts[$0.id] ?? DoorRoundView.Count()) }
            }
            return DoorRoundPages(visit: visit).list(lines)
        }
        startRoutes(routes)
        routes.get(Self.base, access: .centre) { visit in
            DoorRoundPages(visit: visit).overview(try await view(visit))
        }
        routes.post(Self.base + "/lopers", access: .centre) { visit in
            let view = try await view(visit)
            let state = RoundHelperWork.form.read(visit.form)
            guard state.isValid else { return DoorRoundPages(visit: visit).overview(view, helper: state, status: 400) }
            let helper = try await house.database.write { db in
                let round = try Self.round(visit, in: db)
                return try RoundHelperWork(house: house, visit: visit).add(
                    state, to: .round(round), organisation: nil, in: db)
            }
            return .redirect(
                to: view.round.path + "/lopers/\(helper.number)",
                notice: helper.email == nil
                    ? visit.t("Toegevoegd. Geef de link op deze pagina door.")
                    : visit.t("Toegevoegd. De link is gemaild."))
        }
        RoundHelperRoutes(house: house, base: Self.base + "/lopers") { visit, db in
            .round(try Self.round(visit, in: db))
        }.register(routes)
        doorRoutes(routes)
        DoorReportRoutes(house: house).register(routes)
    }

    /// The round in the path, of a municipality of this centre.
    ///
    /// - Throws: `WebError.notFound` for another's.
    static func round(_ visit: Visit, in db: any SQLConnection) throws -> DoorRound {
        let number = try visit.number("ronde")
        guard let found = try DoorRound.find(number: number, municipalities: visit.centreMunicipalities, in: db)
        else { throw WebError.notFound }
        return found
    }

    func view(_ visit: Visit) async throws -> DoorRoundView {
        try await house.database.read { db in try DoorRoundView(Self.round(visit, in: db), in: db) }
    }

    private func startRoutes(_ routes: Routes) {
        routes.get(Self.home + "/nieuw", access: .centre) { visit in
            let form = DoorRoundForm(try await areas(visit))
            let days = ["van": visit.today.iso, "tot": (visit.today + 42).iso]
            return DoorRoundPages(visit: visit).new(form.form, form.form.filled(days))
        }
        routes.post(Self.home + "/nieuw", access: .centre) { visit in
            let form = DoorRoundForm(try await areas(visit))
            var state = form.form.read(visit.form)
            form.check(&state)
            guard state.isValid else { return DoorRoundPages(visit: visit).new(form.form, state, status: 400) }
            let number = try await house.database.write { [state] db in
                try form.start(state, house: house, visit: visit, in: db)
            }
            return .redirect(
                to: Self.home + "/\(number)", notice: visit.t("De ronde staat klaar. Zet er nu deuren in."))
        }
    }

    private func areas(_ visit: Visit) async throws -> [Neighbourhood] {
        try await house.database.read { db in
            try visit.centreMunicipalities.flatMap { try Places.neighbourhoods(of: $0, in: db) }
        }
    }

    private func doorRoutes(_ routes: Routes) {
        let path = Self.base + "/deuren"
        routes.get(path, access: .centre) { visit in
            DoorListPages(visit: visit, round: try await running(visit)).input()
        }
        routes.post(path, access: .centre, bodyLimit: 1_500_000) { visit in
            let pages = DoorListPages(visit: visit, round: try await running(visit))
            do {
                if let file = visit.files["bestand"], !file.bytes.isEmpty {
                    return pages.preview(try DoorList(csv: file.bytes))
                }
                guard let text = visit.form.text("regels") else {
                    return pages.input(Text("Schrijf straten en nummers op, of kies een bestand."))
                }
                return pages.preview(try DoorList(lines: text))
            } catch let no as ImportRefusal {
                return pages.input(no.reason, typed: visit.form["regels"] ?? "")
            }
        }
        routes.post(path + "/klaar", access: .centre, bodyLimit: 1_500_000) { visit in
            let list: DoorList
            do { list = try DoorList(csv: Array((visit.form["lijst"] ?? "").utf8)) } catch let no as ImportRefusal {
                return DoorListPages(visit: visit, round: try await running(visit)).input(no.reason)
            }
            let (round, report) = try await house.database.write { db in
                let round = try Self.round(visit, in: db)
                let report = try DoorPlan(house: house, round: round, now: visit.now).take(list.entries, in: db)
                try house.record(
                    Audit.Event(
                        "ronde-deuren", "ronde", round.id.text, municipality: round.municipality,
                        details: ["aantal": .int(report.added)]), by: visit, in: db)
                return (round, report)
            }
            var words = [visit.t.plural(report.added, "1 deur erbij", "\(report.added) deuren erbij")]
            if report.known > 0 { words.append(visit.t("\(report.known) stonden er al")) }
            return .redirect(to: round.path, notice: words.joined(separator: ", ") + ".")
        }
        routes.post(Self.base + "/verdelen", access: .centre) { visit in
            let count = try await plan(visit) { plan, db in try plan.divide(in: db) }
            return .redirect(
                to: visit.path.dropLastPart,
                notice: visit.t.plural(count, "1 deur verdeeld.", "\(count) deuren verdeeld."))
        }
        routes.post(Self.base + "/straat", access: .centre) { visit in
            let key = visit.form.text("straat") ?? ""
            let side = visit.form.text("kant").flatMap(DoorPlan.Side.init(rawValue:)) ?? .both
            let number = visit.form.int("loper")
            let count = try await plan(visit) { plan, db in
                let helper = try RoundHelper.all(of: plan.round.id, in: db).first { $0.number == number }
                guard number == nil || helper != nil else { throw WebError.notFound }
                return try plan.assign(street: key, side: side, to: helper, in: db)
            }
            return .redirect(
                to: visit.path.dropLastPart,
                notice: visit.t.plural(count, "1 deur verdeeld.", "\(count) deuren verdeeld."))
        }
        routes.get(Self.base + "/kaarten", access: .centre) { visit in
            // Whoever sees a code can answer in its place: printing stands in the log.
            let (round, doors, centre) = try await house.database.write { db in
                let round = try Self.round(visit, in: db)
                let doors = try db.rows(
                    """
                    SELECT * FROM door WHERE round_id = \(round.id)
                    AND state IN (\(list: [Door.State.away, .card])) AND code_hash IS NOT NULL
                    ORDER BY street_key, house, suffix LIMIT 500
                    """
                ).map(Door.init(row:))
                try house.record(
                    Audit.Event("rondekaarten-bekeken", "ronde", round.id.text, municipality: round.municipality),
                    by: visit, in: db)
                return (round, doors, try CentreContact.find(round.municipality, in: db))
            }
            let codes = DoorCode(house: house)
            return DoorCardPages(visit: visit).sheet(
                round, doors.map { ($0, codes.read($0) ?? "") }, origin: house.origin, centre: centre)
        }
    }

    private func running(_ visit: Visit) async throws -> DoorRound {
        let round = try await house.database.read { db in try Self.round(visit, in: db) }
        guard round.state == .running else { throw WebError.notFound }
        return round
    }

    private func plan<T: Sendable>(
        _ visit: Visit, _ work: @escaping @Sendable (DoorPlan, any SQLConnection) throws -> T
    ) async throws -> T {
        try await house.database.write { db in
            let round = try Self.round(visit, in: db)
            guard round.state == .running else { throw WebError.notFound }
            return try work(DoorPlan(house: house, round: round, now: visit.now), db)
        }
    }
}
