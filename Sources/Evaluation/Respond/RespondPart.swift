package import Community
import Core
package import Services
import Storage
package import Web

/// Answering: the pages of who is asked, and what becomes of what they say.
package struct RespondPart: SurveyPart {
    let house: House

    package init(house: House) { self.house = house }

    package func routes(_ routes: Routes) {
        let link = RespondDesk(house: house, opener: Door.link)
        link.register(routes, at: "/vragenlijst/{sleutel}", access: .secretLink)
        link.registerLater(routes, at: "/vragenlijst/{sleutel}", access: .secretLink)
        RespondDesk(house: house, opener: Door.interview(house.vault))
            .register(routes, at: "/enquetes/{enquete}/bellen/{adres}/vragenlijst", access: .surveyCallers)
        openRoutes(routes)
    }

    package var jobs: [Job] {
        [
            Job("enquete-stembus", .every(.minutes(10))) { [house] _, _ in
                let surveys = try await house.database.read { db in
                    try db.rows("SELECT DISTINCT survey_id FROM survey_pending").map { row in
                        Survey.Identity(try row("survey_id"))
                    }
                }
                for id in surveys {
                    try await house.database.write { [vault = house.vault] db in
                        // A survey that closed has nothing waiting.
                        guard let survey = try Survey.find(id, in: db), survey.state == .field else { return }
                        try AnonymousBox(vault: vault).mix(survey, isClosing: false, in: db)
                    }
                }
            }
        ]
    }
}

extension RespondPart {
    /// The link that anyone may use.
    private func openRoutes(_ routes: Routes) {
        let house = self.house
        let path = "/meedoen/{enquete}"
        routes.get(path, access: .everyone) { visit in
            guard let view = try await Self.look(visit, house) else { return RespondPages.unknown(visit) }
            return RespondPages(visit, view) { house.t($0) }.start()
        }
        // A class or a meeting that begins at once, from one address.
        let limit = RateLimit(burst: 120, interval: .seconds(5))
        routes.post(path, access: .everyone) { visit in
            if let wait = limit.take(RateLimit.key(visit.address), now: visit.now) {
                throw WebError.tooMany(retryAfter: wait)
            }
            let secret = Secret.make()
            let begin = BeginOpen(vault: house.vault, visit: visit)
            let first = try await OnceTicket.$current.withValue(nil) {
                try await house.database.write { db in try begin.perform(secret: secret, in: db) }
            }
            let number = try visit.number("enquete")
            return .redirect(to: first ?? "/meedoen/\(number)")
        }
        routes.get(path + "/bedankt", access: .everyone) { visit in
            guard let view = try await Self.look(visit, house) else { return RespondPages.unknown(visit) }
            return RespondPages(visit, view) { house.t($0) }.thanks()
        }
    }

    /// A door without a secret: there is nothing behind it yet.
    private static func look(_ visit: Visit, _ house: House) async throws -> RespondView? {
        try await house.database.read { [vault = house.vault] db in
            try RespondView.look(
                visit,
                { visit, db in
                    guard let survey = try BeginOpen.survey(visit, in: db),
                        let respondent = try Respondent.of(survey, .own, nil, .open, in: db)
                    else { return nil }
                    return Door(respondent: respondent, base: "/meedoen/\(survey.number)", isInterview: false)
                }, vault, in: db)
        }
    }
}
