import Community
import Core
import Matching
import Services
import Storage
import Web

/// People who want to be found: the organisation's list and question, and the answer.
struct FindableRoutes: Sendable {
    private static let base = "/organisatie/{organisatie}/vacatures/{nummer}/mensen"

    let house: House
    let index: VacancySearchIndex
    let weights: RankWeights

    private var people: FindablePeople {
        FindablePeople(vault: house.vault, places: index.places, weights: weights)
    }

    func register(_ routes: Routes) {
        let member = Access.organisation(.member)
        routes.get(Self.base, access: member) { visit in try await list(visit) }
        routes.get(Self.base + "/{persoon}", access: member) { visit in
            let (membership, vacancy) = try await vacancy(visit)
            let found = try await found(visit, vacancy)
            return PeoplePages(visit: visit, membership: membership, vacancy: vacancy).ask(
                found, AskPerson.form.filled())
        }
        routes.post(Self.base + "/{persoon}", access: member) { visit in try await ask(visit) }
        for way in AskDoor.ways {
            routes.get(way.path, access: way.access) { visit in try await asked(visit).reply() }
            routes.post(way.path, access: way.access) { visit in try await answer(visit) }
        }
    }

    private func list(_ visit: Visit) async throws -> Reply {
        let (membership, vacancy) = try await vacancy(visit)
        let people = self.people
        // Who looked at people is kept, as every look at people is.
        try await house.database.write { [house] db in
            try house.record(
                Audit.Event("mensen-bekeken", "vacature", vacancy.id.text, municipality: vacancy.municipality),
                by: visit, in: db)
        }
        // Looking through thousands must not keep everyone else from writing.
        let (found, municipality, asks, open) = try await house.database.read { [now = visit.now] db in
            (
                try people.list(for: vacancy, now: now, in: db),
                try Places.municipality(vacancy.municipality, in: db)?.name ?? "",
                try PeopleAsk.list(for: vacancy.id, in: db), try PeopleAsk.open(of: vacancy.organisation, in: db)
            )
        }
        return PeoplePages(visit: visit, membership: membership, vacancy: vacancy).list(
            found, municipality: municipality, asks: asks, open: open)
    }

    private func ask(_ visit: Visit) async throws -> Reply {
        let (membership, vacancy) = try await vacancy(visit)
        let state = AskPerson.form.read(visit.form)
        let key = try visit.parameter("persoon")
        let base = "/organisatie/\(membership.number)/vacatures/\(vacancy.number)/mensen"
        guard state.isValid else {
            return PeoplePages(visit: visit, membership: membership, vacancy: vacancy).ask(
                try await found(visit, vacancy), state, status: 400)
        }
        let work = AskPerson(house: house, visit: visit, people: people)
        let person = try await house.database.read { [people, now = visit.now] db in
            try people.list(for: vacancy, now: now, in: db).first { $0.key == key }?.person
        }
        guard let person else { return .redirect(to: base, notice: gone(visit)) }
        let result = try await house.database.write { db in
            try work.perform(person, state["bericht"], vacancy: vacancy.number, of: membership, in: db)
        }
        switch result {
        case .asked: return .redirect(to: base, notice: visit.t("Je vraag is verstuurd."))
        case .tooManyOpen:
            return .redirect(to: base, notice: visit.t("Er staan al veel vragen open. Wacht eerst op antwoord."))
        case .gone: return .redirect(to: base, notice: gone(visit))
        }
    }

    private func gone(_ visit: Visit) -> String { visit.t("Deze persoon kun je nu niet vragen.") }

    private func found(_ visit: Visit, _ vacancy: Vacancy) async throws -> FindablePeople.Found {
        let key = try visit.parameter("persoon")
        let people = self.people
        let found = try await house.database.read { [now = visit.now] db in
            try people.list(for: vacancy, now: now, in: db).first { $0.key == key }
        }
        guard let found else { throw WebError.notFound }
        return found
    }

    /// - Throws: `WebError.notFound` when it is not on line, or of another organisation.
    private func vacancy(_ visit: Visit) async throws -> (Actor.Membership, Vacancy) {
        let membership = try visit.membership()
        let number = try visit.number("nummer")
        let vacancy = try await house.database.read { db in
            try Vacancy.find(number: number, of: Organisation.Identity(membership.id), in: db)
        }
        guard let vacancy, vacancy.isOpen(on: visit.today) else { throw WebError.notFound }
        return (membership, vacancy)
    }

    private func asked(_ visit: Visit) async throws -> AskedPage {
        let door = try AskDoor(visit)
        let dossier = try await house.database.read { [now = visit.now] db in
            try AskDossier(try door.find(now: now, in: db), in: db)
        }
        return AskedPage(visit: visit, dossier: dossier, door: door)
    }

    private func answer(_ visit: Visit) async throws -> Reply {
        let page = try await asked(visit)
        guard let choice = visit.form.text("antwoord").flatMap(AnswerAsk.Choice.init(rawValue:)) else {
            return page.reply(status: 400)
        }
        let state = AskedPage.form.read(visit.form)
        guard state.isValid else { return page.reply(state, status: 400) }
        let work = AnswerAsk(house: house, visit: visit, door: page.door)
        let notice = try await house.database.write { db in
            try work.perform(choice, state["bericht"], in: db)
        }
        return .redirect(to: page.door.path, notice: notice)
    }
}
