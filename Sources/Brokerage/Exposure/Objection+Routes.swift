import Community
import Core
import Storage
import Web

/// Objecting, the page behind the link in the mail, and answering.
struct ObjectionRoutes: Sendable {
    let house: House

    func register(_ routes: Routes) {
        routes.get(ObjectionPages.path, access: .everyone) { visit in
            let form = ObjectToAlgorithm.form(try await places())
            return ObjectionPages(visit: visit).ask(
                form, form.filled(["onderwerp": visit.query.text("onderwerp") ?? "", "email": visit.actor.email ?? ""]))
        }
        routes.post(ObjectionPages.path, access: .everyone) { visit in
            let places = try await places()
            let form = ObjectToAlgorithm.form(places)
            let state = form.read(visit.form)
            let wanted = places.count == 1 ? places[0].code : state["gemeente"]
            guard state.isValid, let place = places.first(where: { $0.code == wanted }) else {
                return ObjectionPages(visit: visit).ask(form, state, status: 400)
            }
            let work = ObjectToAlgorithm(house: house, visit: visit)
            try await house.database.write { db in try work.send(state, to: place.code, in: db) }
            return .redirect(to: ObjectionPages.path + "/verstuurd")
        }
        routes.get(ObjectionPages.path + "/verstuurd", access: .everyone) { visit in ObjectionPages(visit: visit).sent }
        routes.get("/bezwaar/{sleutel}", access: .secretLink) { visit in
            let secret = try visit.parameter("sleutel")
            let found = try await house.database.read { [now = visit.now] db in
                try AlgorithmObjection.find(secret: secret, now: now, in: db)
            }
            guard let found else { throw WebError.notFound }
            return ObjectionPages(visit: visit).own(found)
        }
        registerDesk(routes)
    }

    private func registerDesk(_ routes: Routes) {
        routes.get(ObjectionPages.desk, access: .centre) { visit in
            let (open, answered) = try await house.database.read { db in
                let codes = try CentreLead.municipalities(of: visit.actor, in: db)
                guard !codes.isEmpty else { throw WebError.notFound }
                return (
                    try AlgorithmObjection.list(in: codes, answered: false, db),
                    try AlgorithmObjection.list(in: codes, answered: true, db)
                )
            }
            return ObjectionPages(visit: visit).list(open: open, answered: answered)
        }
        routes.get(ObjectionPages.desk + "/{nummer}", access: .centre) { visit in
            ObjectionPages(visit: visit).answer(try await find(visit), ObjectToAlgorithm.answerForm.filled())
        }
        routes.post(ObjectionPages.desk + "/{nummer}", access: .centre) { visit in
            let objection = try await find(visit)
            let state = ObjectToAlgorithm.answerForm.read(visit.form)
            guard state.isValid else { return ObjectionPages(visit: visit).answer(objection, state, status: 400) }
            let work = ObjectToAlgorithm(house: house, visit: visit)
            try await house.database.write { db in try work.answer(objection.number, state, in: db) }
            return .redirect(to: ObjectionPages.desk, notice: visit.t("Je antwoord is verstuurd."))
        }
    }

    private func find(_ visit: Visit) async throws -> AlgorithmObjection {
        let number = try visit.number("nummer")
        let found = try await house.database.read { db in
            try AlgorithmObjection.find(
                number: number, in: CentreLead.municipalities(of: visit.actor, in: db), db)
        }
        guard let found else { throw WebError.notFound }
        return found
    }

    /// The municipalities of this site.
    private func places() async throws -> [(code: String, name: String)] {
        try await house.database.read { db in
            try Places.served(in: db).map { (code: $0.code, name: $0.name) }
        }
    }
}
