import Community
import Core
import Services
import Storage
import Web

/// Pairs at the desk of the centre.
struct BuddyPairRoutes: Sendable {
    let house: House
    static let path = BuddyNav.pairs.path

    func register(_ routes: Routes) {
        routes.get(Self.path, access: .centre) { visit in
            let filter = BuddyListFilter(visit.query)
            let codes = visit.centreMunicipalities
            let (page, kinds) = try await house.database.read { db in
                (try BuddyPairList.load(filter, codes, in: db), try BuddyKind.all(in: codes, db: db))
            }
            return BuddyPairPages(visit: visit).list(page, kinds, filter)
        }
        let one = Self.path + "/{koppel}"
        routes.get(one, access: .centre) { visit in try await detail(visit) }
        routes.get(one + "/brief", access: .centre) { visit in
            let view = try await view(visit)
            guard view.pair.meetDay != nil, view.words != nil else { throw WebError.notFound }
            return BuddyLetterPage(visit: visit, view: view).reply
        }
        routes.post(one + "/kennismaking", access: .centre) { visit in try await plan(visit) }
        act(routes, "ja", Text("Bewaard.")) { work, pair, form, db in
            try work.answer(pair, yes: form.text("doe") != "nee", in: db)
        }
        act(routes, "uitkomst", Text("Bewaard.")) { work, pair, form, db in
            try work.conclude(pair, works: form.text("doe") == "verder", in: db)
        }
        act(routes, "verder", Text("Bewaard.")) { work, pair, _, db in try work.goOn(pair, in: db) }
        act(routes, "gehoord", Text("Bewaard.")) { work, pair, _, db in try work.heard(pair, in: db) }
        act(routes, "hervat", Text("De pauze is voorbij.")) { work, pair, _, db in try work.resume(pair, in: db) }
        act(routes, "overdracht", Text("De aanvraag staat weer op de wachtlijst, met de oude datum.")) {
            work, pair, _, db in
            try work.handOver(pair, in: db)
        }
        act(routes, "hoe/{moment}", Text("Bewaard.")) { work, pair, form, db in
            let number = form.int("moment")
            guard let moment = try BuddyMoment.all(of: pair.id, in: db).first(where: { $0.number == number }) else {
                throw WebError.notFound
            }
            try work.close(
                moment, of: pair, asker: form.text("aanvrager").flatMap { BuddyAnswer(rawValue: $0) },
                volunteer: form.text("vrijwilliger").flatMap { BuddyAnswer(rawValue: $0) }, in: db)
        }
        routes.post(one + "/pauze", access: .centre) { visit in
            var state = BuddyPairPages.pauseForm.read(visit.form)
            if let day = state.day("tot"), day <= visit.today {
                state.addError("tot", Text("Kies een dag die nog komt."))
            }
            guard state.isValid, let day = state.day("tot") else { return try await detail(visit, ("pauze", state)) }
            return try await change(visit, Text("Bewaard.")) { work, pair, db in
                try work.pause(pair, until: day, in: db)
            }
        }
        routes.post(one + "/einde", access: .centre) { visit in
            let state = BuddyPairPages.endForm.read(visit.form)
            guard state.isValid, let reason = BuddyPair.End(rawValue: state["reden"]) else {
                return try await detail(visit, ("einde", state))
            }
            return try await change(visit, Text("Dit koppel is gestopt. Allebei horen ze het.")) { work, pair, db in
                guard pair.state.isActive else { throw WebError.badRequest(Text("Dit koppel was al gestopt.")) }
                try work.end(pair, reason: reason, last: state.optional("woorden"), in: db)
            }
        }
    }

    /// An action without fields that can be wrong.
    private func act(
        _ routes: Routes, _ word: String, _ notice: Text,
        _ body: @escaping @Sendable (BuddyWork, BuddyPair, Query, any SQLConnection) throws -> Void
    ) {
        routes.post(Self.path + "/{koppel}/" + word, access: .centre) { visit in
            var form = visit.form
            if let moment = visit.parameters["moment"] { form.append("moment", moment) }
            let sent = form
            return try await change(visit, notice) { work, pair, db in try body(work, pair, sent, db) }
        }
    }

    private func change(
        _ visit: Visit, _ notice: Text,
        _ body: @escaping @Sendable (BuddyWork, BuddyPair, any SQLConnection) throws -> Void
    ) async throws -> Reply {
        let number = try visit.number("koppel")
        let codes = visit.centreMunicipalities
        try await house.database.write { db in
            guard let pair = try BuddyPair.find(number: number, municipalities: codes, in: db) else {
                throw WebError.notFound
            }
            try body(BuddyWork(house, visit), pair, db)
        }
        return .redirect(to: "\(Self.path)/\(number)", notice: visit.t(notice))
    }

    private func plan(_ visit: Visit) async throws -> Reply {
        var state = BuddyPairPages.meetForm.read(visit.form)
        if let day = state.day("dag"), day < visit.today {
            state.addError("dag", Text("Kies vandaag of een dag die nog komt."))
        }
        guard state.isValid, let day = state.day("dag") else { return try await detail(visit, ("kennismaking", state)) }
        return try await change(visit, Text("De kennismaking is gepland. Wie een mailadres heeft, krijgt een mail.")) {
            [state] work, pair, db in
            try work.plan(pair, day: day, time: state["tijd"], place: state["plek"], in: db)
        }
    }

    private func view(_ visit: Visit) async throws -> BuddyPairView {
        let number = try visit.number("koppel")
        let codes = visit.centreMunicipalities
        let work = BuddyWork(house, visit)
        try await house.database.write { db in
            guard let pair = try BuddyPair.find(number: number, municipalities: codes, in: db) else {
                throw WebError.notFound
            }
            try BuddyPairView.note(pair, work, in: db)
        }
        return try await house.database.read { db in
            guard let pair = try BuddyPair.find(number: number, municipalities: codes, in: db) else {
                throw WebError.notFound
            }
            return try BuddyPairView(pair, work, in: db)
        }
    }

    private func detail(_ visit: Visit, _ typed: (form: String, state: FormState)? = nil) async throws -> Reply {
        BuddyPairPages(visit: visit).detail(try await view(visit), typed)
    }
}
