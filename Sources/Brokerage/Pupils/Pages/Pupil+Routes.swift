import Community
import Core
import Formats
import Services
import Storage
import Web

/// The pages of a pupil, behind the personal code.
struct PupilRoutes: Sendable {
    let house: House
    static let base = "/stage/leerling/{sleutel}"
    /// In a form or an address: about the own list of who is in a group.
    static let own = "eigen"

    func register(_ routes: Routes) {
        routes.get(Self.base, access: .secretLink) { visit in try await pages(visit).home() }
        routes.get(Self.base + "/plekken", access: .secretLink) { visit in try await browse(visit) }
        routes.post(Self.base + "/wensen", access: .secretLink) { visit in try await wish(visit) }
        routes.post(Self.base + "/groepje", access: .secretLink) { visit in try await group(visit) }
        placedRoutes(routes)
    }

    private func placedRoutes(_ routes: Routes) {
        let base = Self.base
        routes.get(base + "/afspraak", access: .secretLink) { visit in
            let pages = try await pages(visit)
            guard let placed = pages.view.placed else { throw WebError.notFound }
            return AgreementPage(visit: visit, view: placed, back: pages.path, signs: .pupil).reply()
        }
        routes.post(base + "/afspraak", access: .secretLink) { visit in
            try await write(visit, notice: visit.t("Getekend.")) { pupil, db in
                guard let placed = try PlacementView(pupil, in: db) else { throw WebError.notFound }
                try Signature.sign(placed.placement, as: .pupil, name: pupil.name, house: house, visit: visit, in: db)
            }
        }
        routes.post(base + "/uren", access: .secretLink) { visit in try await hours(visit) }
        routes.post(base + "/uren/{uren}/weg", access: .secretLink) { visit in
            let id = try visit.parameter("uren")
            return try await write(visit, notice: visit.t("Weggehaald.")) { pupil, db in
                guard let placement = try PupilPlacement.of(pupil.id, in: db) else { throw WebError.notFound }
                _ = try PupilHours.remove(id, of: placement.id, in: db)
            }
        }
        routes.get(base + "/bewijs", access: .secretLink) { visit in
            let pages = try await pages(visit)
            guard let placed = pages.view.placed, placed.agreed > 0 else { throw WebError.notFound }
            return PupilCertificate(visit: visit, view: placed, back: pages.path).reply
        }
        routes.post(base + "/evaluatie", access: .secretLink) { visit in
            let state = PupilReview.form.read(visit.form)
            guard state.isValid else { return try await pages(visit).home(review: state) }
            return try await write(visit, notice: visit.t("Bedankt.")) { pupil, db in
                guard let placed = try PlacementView(pupil, in: db) else { throw WebError.notFound }
                try PupilReview.keep(state, of: placed.placement.id, by: .pupil, now: visit.now, in: db)
            }
        }
        routes.post(base + "/bezwaar", access: .secretLink) { visit in
            let state = Objection.form.read(visit.form)
            guard state.isValid else { return try await pages(visit).home(objection: state) }
            return try await write(visit, notice: visit.t("Verstuurd. Je leest het antwoord op deze pagina.")) {
                pupil, db in
                try Objection.add(state["bezwaar"], by: pupil, house: house, visit: visit, in: db)
            }
        }
        routes.get(base + "/gegevens", access: .secretLink) { visit in
            let secret = try visit.parameter("sleutel")
            let json = try await house.database.read { db in
                try PupilFile.json(Self.pupil(secret, in: db), in: db)
            }
            return .download(json.bytes(pretty: true), name: "mijn-gegevens.json", type: "application/json")
        }
    }

    /// Who holds the code.
    ///
    /// - Throws: `WebError.notFound` when nobody does.
    static func pupil(_ secret: String, in db: any SQLConnection) throws -> Pupil {
        guard let pupil = try PupilKeys.pupil(secret, .pupil, in: db) else { throw WebError.notFound }
        return pupil
    }

    func pages(_ visit: Visit) async throws -> PupilPages {
        let secret = try visit.parameter("sleutel")
        let view = try await house.database.read { db in try PupilView(Self.pupil(secret, in: db), in: db) }
        return PupilPages(visit: visit, view: view, path: "/stage/leerling/" + secret.percentEncoded)
    }

    private func write(
        _ visit: Visit, notice: String, _ change: @escaping @Sendable (Pupil, any SQLConnection) throws -> Void
    ) async throws -> Reply {
        let secret = try visit.parameter("sleutel")
        try await house.database.write { db in try change(try Self.pupil(secret, in: db), db) }
        return .redirect(to: "/stage/leerling/" + secret.percentEncoded, notice: notice)
    }

    private func browse(_ visit: Visit) async throws -> Reply {
        let pages = try await pages(visit)
        let isOwn = pages.view.group != nil && visit.query.text("lijst") == Self.own
        let friends = isOwn ? [] : pages.view.friends
        let filter = PlaceWithName.Filter(
            text: visit.query.text("q").map { String($0.prefix(60)) },
            rhythm: visit.query.text("wanneer").flatMap(PupilPlace.Rhythm.init(rawValue:)),
            forGroups: pages.view.group != nil && !isOwn,
            mayBe16: !([pages.view.pupil] + friends).contains(where: \.isUnder16))
        let after = visit.query.int("na") ?? 0
        let round = pages.view.round.id
        let page = try await house.database.read { db in
            try PlaceWithName.page(filter, round: round, after: after, in: db)
        }
        return PupilPlacesPage(
            visit: visit, view: pages.view, path: pages.path, filter: filter, page: page, isOwn: isOwn
        ).reply
    }

    /// A button (`doe`) with the number of a place, or a number for each place.
    private func wish(_ visit: Visit) async throws -> Reply {
        let secret = try visit.parameter("sleutel")
        let form = visit.form
        let back = Self.search(form)
        do {
            try await house.database.write { db in
                let pupil = try Self.pupil(secret, in: db)
                for change in try Self.changes(form, pupil, in: db) {
                    try ChangeWishes(visit: visit, isOwn: form.text("lijst") == Self.own).perform(
                        change, for: pupil, in: db)
                }
            }
        } catch WebError.badRequest(let text) {
            return try await pages(visit).home(problem: text)
        }
        let home = "/stage/leerling/" + secret.percentEncoded
        let list = form.text("lijst") == Self.own ? "#eigen-wensen" : "#wensen"
        return .redirect(to: home + (back ?? list), notice: visit.t("Je lijst is bewaard."))
    }

    /// Back to the same places of the same search, at the one that was chosen; `nil` when it was done on the list.
    private static func search(_ form: Query) -> String? {
        guard form.text("terug") == "plekken" else { return nil }
        let kept = ["lijst", "q", "wanneer", "na"].compactMap { name in form.text(name).map { (name, $0) } }
        let number = form.text("doe")?.split(separator: "-").last.flatMap { Int($0) }
        return Query(kept).url("/plekken") + (number.map { "#plek-\($0)" } ?? "")
    }

    private static func changes(_ form: Query, _ pupil: Pupil, in db: any SQLConnection) throws -> [WishList.Change] {
        func place(_ number: Int?) throws -> PupilPlace.Identity {
            guard let number, let found = try PlaceWithName.find(number: number, round: pupil.round, in: db) else {
                throw WebError.notFound
            }
            return found.place.id
        }
        guard let word = form.text("doe") else {
            var order: [PupilPlace.Identity: Int] = [:]
            for pair in form.pairs.prefix(60) where pair.name.hasPrefix("plek-") {
                order[try place(Int(pair.name.dropFirst(5)))] = form.int(pair.name)
            }
            return [.order(order)]
        }
        let parts = word.split(separator: "-")
        let id = try place(parts.last.flatMap { Int($0) })
        switch parts.first {
        case "erbij": return [.add(id)]
        case "weg": return [.remove(id)]
        case "hoger": return [.up(id)]
        case "lager": return [.down(id)]
        default: throw WebError.notFound
        }
    }

    private func group(_ visit: Visit) async throws -> Reply {
        let form = visit.form
        do {
            return try await write(visit, notice: visit.t("Bewaard.")) { pupil, db in
                let work = FormGroup(house: house, visit: visit)
                switch form.text("doe") {
                case "nieuw": try work.start(pupil, in: db)
                case "erbij": try work.join(form.text("code") ?? "", pupil, in: db)
                case "eruit": try work.leave(pupil, in: db)
                default: throw WebError.notFound
                }
            }
        } catch WebError.badRequest(let text) {
            guard form.text("doe") == "erbij" else { return try await pages(visit).home(problem: text) }
            var state = PupilPages.groupForm.read(form)
            state.addError("code", text)
            return try await pages(visit).home(group: state)
        }
    }

    private func hours(_ visit: Visit) async throws -> Reply {
        var state = PupilHours.form.read(visit.form)
        if state.isValid {
            let secret = try visit.parameter("sleutel")
            let problem = try await house.database.write { [state] db in
                guard let placed = try PlacementView(Self.pupil(secret, in: db), in: db) else {
                    throw WebError.notFound
                }
                return try PupilHours.log(state, for: placed, visit: visit, house: house, in: db)
            }
            guard let problem else {
                return .redirect(
                    to: "/stage/leerling/" + secret.percentEncoded + "#uren",
                    notice: visit.t("Opgeschreven. De organisatie kijkt het na."))
            }
            state.addError(problem.field, problem.text)
        }
        return try await pages(visit).home(hours: state)
    }
}
