import Community
import Core
import Formats
import Services
import Storage
import Web

/// The pages behind the secret links: of who asked, of a referrer, of a volunteer.
struct BuddyDoorRoutes: Sendable {
    let house: House
    static let path = "/maatje/{sleutel}"

    func register(_ routes: Routes) {
        routes.get(Self.path, access: .secretLink) { visit in try await page(visit) }
        routes.post(Self.path + "/ja", access: .secretLink) { visit in
            try await answer(visit, yes: true, notice: visit.t("Fijn! We plannen de kennismaking."))
        }
        routes.post(Self.path + "/nee", access: .secretLink) { visit in
            try await answer(visit, yes: false, notice: visit.t("Dank je wel voor je antwoord. We zoeken verder."))
        }
        routes.post(Self.path + "/hoe/{moment}", access: .secretLink) { visit in try await moment(visit) }
        routes.post(Self.path + "/bezwaar", access: .secretLink) { visit in try await object(visit) }
        routes.post(Self.path + "/stoppen", access: .secretLink) { visit in
            try await change(visit) { work, view, db in
                switch view {
                case .asker(let asker): try work.close(asker.request, reason: .asker, in: db)
                case .volunteer(let volunteer): try work.stop(volunteer.volunteer, in: db)
                case .referrer: throw WebError.notFound
                }
            }
            return .redirect(to: try base(visit), notice: visit.t("Je bent gestopt. Dank je wel."))
        }
        routes.post(Self.path + "/wissen", access: .secretLink) { visit in
            guard visit.form["zeker"] != nil else {
                return try await page(visit, wipe: true)
            }
            try await change(visit) { work, view, db in
                switch view {
                case .asker(let asker): try work.eraseOnRequest(asker.request, in: db)
                case .volunteer(let volunteer): try work.eraseOnRequest(volunteer.volunteer, in: db)
                case .referrer: throw WebError.notFound
                }
            }
            return .redirect(to: "/maatjes", notice: visit.t("Alles is gewist. Dank je wel dat je meedeed."))
        }
        routes.get(Self.path + "/gegevens", access: .secretLink) { visit in
            let secret = try visit.parameter("sleutel")
            let json = try await house.database.write { db in
                let work = BuddyWork(house, link: visit)
                switch try BuddyDoorView.load(secret, work, in: db) {
                case .asker(let view):
                    try work.noteReading(view.request, in: db)
                    return try BuddyFile.json(view.request, house.seals, in: db)
                case .volunteer(let view):
                    try work.noteReading(view.volunteer, in: db)
                    return try BuddyFile.json(view.volunteer, house.seals, in: db)
                case .referrer: throw WebError.notFound
                }
            }
            return .download(json.bytes(pretty: true), name: "maatjes.json", type: "application/json")
        }
    }

    private func base(_ visit: Visit) throws -> String {
        try "/maatje/" + visit.parameter("sleutel").percentEncoded
    }

    private func page(
        _ visit: Visit, moment: (number: Int, state: FormState)? = nil, objection: FormState? = nil, wipe: Bool = false
    ) async throws -> Reply {
        let secret = try visit.parameter("sleutel")
        let work = BuddyWork(house, link: visit)
        let view = try await house.database.read { db in try BuddyDoorView.load(secret, work, in: db) }
        let opened = view.opened
        if !opened.isEmpty {
            try await house.database.write { db in
                for request in opened { try work.noteReading(request, in: db) }
            }
        }
        return BuddyDoorPages(
            visit: visit, base: try base(visit), moment: moment, objection: objection, mustConfirm: wipe
        ).reply(view)
    }

    private func change(
        _ visit: Visit, _ body: @escaping @Sendable (BuddyWork, BuddyDoorView, any SQLConnection) throws -> Void
    ) async throws {
        let secret = try visit.parameter("sleutel")
        try await house.database.write { db in
            let work = BuddyWork(house, link: visit)
            try body(work, BuddyDoorView.load(secret, work, in: db), db)
        }
    }

    private func answer(_ visit: Visit, yes: Bool, notice: String) async throws -> Reply {
        let number = visit.form.int("koppel")
        try await change(visit) { work, view, db in
            guard case .volunteer(let own) = view, let line = own.lines.first(where: { $0.pair.number == number })
            else { throw WebError.notFound }
            guard line.pair.state == .asked else {
                throw WebError.badRequest(Text("Deze vraag is al beantwoord."))
            }
            try work.answer(line.pair, yes: yes, in: db)
        }
        return .redirect(to: try base(visit), notice: notice)
    }

    private func moment(_ visit: Visit) async throws -> Reply {
        let number = try visit.number("moment")
        let isFarewell = visit.form["hoe"] == nil && visit.form["afscheid"] != nil
        let state = (isFarewell ? BuddyMoment.farewell : BuddyMoment.form).read(visit.form)
        guard state.isValid else { return try await page(visit, moment: (number, state)) }
        let answer = isFarewell ? BuddyAnswer.good : BuddyAnswer(rawValue: state["hoe"]) ?? .good
        try await change(visit) { work, view, db in
            let (lines, side): ([BuddyDoorView.Line], BuddyMoment.Side)
            switch view {
            case .asker(let own): (lines, side) = (own.lines, .asker)
            case .volunteer(let own): (lines, side) = (own.lines, .volunteer)
            case .referrer: throw WebError.notFound
            }
            guard let line = lines.first(where: { $0.moment?.number == number }), let moment = line.moment else {
                throw WebError.notFound
            }
            try work.answer(moment, of: line.pair, side, answer, words: state.optional("woorden"), in: db)
        }
        return .redirect(to: try base(visit), notice: visit.t("Dank je wel voor je antwoord."))
    }

    private func object(_ visit: Visit) async throws -> Reply {
        let state = BuddyObjection.form.read(visit.form)
        guard state.isValid else { return try await page(visit, objection: state) }
        try await change(visit) { work, view, db in
            switch view {
            case .asker(let own): try work.object(state["bezwaar"], request: own.request, volunteer: nil, in: db)
            case .volunteer(let own): try work.object(state["bezwaar"], request: nil, volunteer: own.volunteer, in: db)
            case .referrer: throw WebError.notFound
            }
        }
        return .redirect(to: try base(visit), notice: visit.t("We hebben het gekregen. Een mens leest het."))
    }
}
