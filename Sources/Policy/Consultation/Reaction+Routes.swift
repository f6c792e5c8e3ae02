import Community
import Core
import Storage
import Web

extension ConsultationPart {
    /// The reactions on the desk: read, look after, group, answer.
    func reactionRoutes(_ routes: Routes) {
        let house = self.house
        routes.get("/beleid/{ronde}/raadpleging/{vraag}", access: .policyReaders) { visit in
            try await house.database.read { db in
                let (cycle, it) = try Consultation.readable(visit, in: db)
                let filter = ReactionFilter(
                    show: visit.query.text("toon").flatMap(ReactionFilter.Show.init(rawValue:)) ?? .all,
                    theme: visit.query.text("thema"),
                    withUnchecked: visit.actor.has(PolicyAccess.writers, in: cycle.municipality),
                    after: visit.query.int("na") ?? 0)
                return ConsultationDetailPage(
                    visit: visit, cycle: cycle, it: it, tally: try ReactionTally.of(it.id, in: db),
                    themes: try Consultation.themes(of: it.id, in: db),
                    changes: try Consultation.changes(of: it.id, in: db), filter: filter,
                    page: try Reaction.page(of: it.id, filter, in: db)
                ).reply
            }
        }
        routes.post("/beleid/{ronde}/raadpleging/{vraag}/kiezen", access: .policyOfficer) { visit in
            let (cycle, it, _) = try await Self.counted(visit, house)
            let numbers = Self.numbers(visit.form)
            guard !numbers.isEmpty else {
                return .redirect(to: it.path(in: cycle), notice: visit.t("Kies eerst een of meer reacties."))
            }
            let chosen = Query(numbers.map { ("reactie", String($0)) })
            switch visit.form.text("actie") {
            case "antwoord": return .redirect(to: chosen.url(it.path(in: cycle) + "/antwoorden"))
            case "thema": return .redirect(to: chosen.url(it.path(in: cycle) + "/themas"))
            default:
                _ = try await ModerateReaction(house: house, visit: visit).release(numbers)
                return .redirect(
                    to: it.path(in: cycle) + "?toon=\(ReactionFilter.Show.unanswered.rawValue)",
                    notice: visit.t("Nagekeken. Iedereen kan ze nu lezen."))
            }
        }
        moderationRoutes(routes)
        answerRoutes(routes)
        themeRoutes(routes)
        gatherRoutes(routes)
    }

    private func moderationRoutes(_ routes: Routes) {
        let house = self.house
        let path = "/beleid/{ronde}/raadpleging/{vraag}/reacties/{reactie}"
        routes.get(path, access: .policyReaders) { visit in
            try await Self.onePage(visit, HiddenPart.form.filled(), house)
        }
        routes.post(path + "/tonen", access: .policyOfficer) { visit in
            let number = try visit.number("reactie")
            let (cycle, it) = try await ModerateReaction(house: house, visit: visit).release([number])
            return .redirect(
                to: it.path(in: cycle) + "/reacties/\(number)",
                notice: visit.t("Nagekeken. Iedereen kan haar nu lezen."))
        }
        routes.post(path + "/weghalen", access: .policyOfficer) { visit in
            var state = HiddenPart.form.read(visit.form)
            state.values["gevonden"] = visit.form.all("gevonden")
            let pieces = state.all("gevonden").map(\.trimmed) + [state["stukje"]].filter { !$0.isEmpty }
            if pieces.isEmpty { state.addError("stukje", Text("Kies of schrijf wat er weg moet.")) }
            let text = try await house.database.read { db in
                try Reaction.found(visit, of: Consultation.readable(visit, in: db).it.id, in: db).text
            }
            for piece in pieces {
                if let problem = HiddenPart.problem(piece, in: text) { state.addError("stukje", problem) }
            }
            guard state.isValid, let kind = PersonalDetail(rawValue: state["soort"]) else {
                return try await Self.onePage(visit, state, house, status: 400)
            }
            try await ModerateReaction(house: house, visit: visit).hide(pieces, kind: kind)
            return try await Self.back(visit, house, visit.t("Weggehaald."))
        }
        routes.post(path + "/terugzetten", access: .policyOfficer) { visit in
            try await ModerateReaction(house: house, visit: visit).restore()
            return try await Self.back(visit, house, visit.t("Teruggezet. Kijk de reactie opnieuw na."))
        }
    }

    private func answerRoutes(_ routes: Routes) {
        let house = self.house
        let path = "/beleid/{ronde}/raadpleging/{vraag}/antwoorden"
        routes.get(path, access: .policyOfficer) { visit in
            let (pages, reactions, places) = try await Self.chosen(visit, visit.query, house)
            let form = AnswerForm.form(places)
            let values = AnswerForm.values(reactions.count == 1 ? reactions.first : nil, places: places)
            return pages.answer(reactions, form, form.filled(values))
        }
        routes.post(path, access: .policyOfficer) { visit in
            let (pages, reactions, places) = try await Self.chosen(visit, visit.form, house)
            let form = AnswerForm.form(places)
            var state = form.read(visit.form)
            AnswerForm.check(&state)
            guard state.isValid, let disposition = Reaction.Disposition(rawValue: state["antwoord"]) else {
                return pages.answer(reactions, form, state, status: 400)
            }
            let draft = AnswerReactions.Draft(
                disposition: disposition, reason: state["reden"], change: state.optional("verandering"),
                place: places.first { $0.key == state["plek"] })
            let (cycle, it, told) = try await AnswerReactions(house: house, visit: visit).perform(
                reactions.map(\.number), draft)
            return .redirect(
                to: it.path(in: cycle) + "?toon=\(ReactionFilter.Show.unanswered.rawValue)",
                notice: visit.t.plural(
                    told, "Beantwoord. 1 schrijver krijgt een mail.", "Beantwoord. \(told) schrijvers krijgen een mail."
                ))
        }
    }

    private func themeRoutes(_ routes: Routes) {
        let house = self.house
        let path = "/beleid/{ronde}/raadpleging/{vraag}/themas"
        routes.get(path, access: .policyOfficer) { visit in
            try await Self.themePage(visit, visit.query, GroupReactions.form.filled(), house)
        }
        routes.post(path, access: .policyOfficer) { visit in
            let state = GroupReactions.form.read(visit.form)
            let known = visit.form.text("bestaand")
            guard state.isValid else { return try await Self.themePage(visit, visit.form, state, house, status: 400) }
            let (cycle, it) = try await GroupReactions(house: house, visit: visit).perform(
                Self.numbers(visit.form), theme: String((known ?? state["thema"]).prefix(60)))
            return .redirect(to: it.path(in: cycle), notice: visit.t("Opgeslagen."))
        }
    }

    private static func themePage(
        _ visit: Visit, _ query: Query, _ state: FormState, _ house: House, status: Int = 200
    ) async throws -> Reply {
        let (pages, reactions, _) = try await chosen(visit, query, house)
        let themes = try await house.database.read { [id = pages.it.id] db in try Consultation.themes(of: id, in: db) }
        return pages.theme(reactions.map(\.number), themes, state, status: status)
    }

    private static func onePage(_ visit: Visit, _ state: FormState, _ house: House, status: Int = 200) async throws
        -> Reply
    {
        let (pages, reaction) = try await house.database.read { db in
            let (cycle, it) = try Consultation.readable(visit, in: db)
            let reaction = try Reaction.found(visit, of: it.id, in: db)
            guard reaction.isChecked || visit.actor.has(PolicyAccess.writers, in: cycle.municipality) else {
                throw WebError.notFound
            }
            return (ReactionPages(visit: visit, cycle: cycle, it: it), reaction)
        }
        return pages.one(reaction, state, status: status)
    }

    /// The reactions a form or an address names, with the places a change can stand.
    private static func chosen(_ visit: Visit, _ query: Query, _ house: House) async throws -> (
        ReactionPages, [Reaction], [ChangePlace]
    ) {
        let numbers = numbers(query)
        return try await house.database.read { db in
            let (cycle, it) = try Consultation.changeable(visit, in: db)
            let reactions = try Reaction.some(numbers, of: it.id, in: db)
            if reactions.isEmpty { throw try Reaction.missing(numbers, of: it.id, in: db) }
            return (
                ReactionPages(visit: visit, cycle: cycle, it: it), reactions, try ChangePlace.all(of: cycle, in: db)
            )
        }
    }

    /// At most so many at once as stand on a page, twice.
    private static func numbers(_ query: Query) -> [Int] {
        Array(Set(query.all("reactie").compactMap { Int($0) })).sorted().prefix(100).map(\.self)
    }

    private static func back(_ visit: Visit, _ house: House, _ notice: String) async throws -> Reply {
        let (cycle, it) = try await house.database.read { db in try Consultation.readable(visit, in: db) }
        return .redirect(to: it.path(in: cycle) + "/reacties/\(try visit.number("reactie"))", notice: notice)
    }
}
