import Community
import Core
import Services
import Storage
import Web

/// The pages behind the link of an interviewer or a walker.
struct RoundLinkRoutes: Sendable {
    let house: House
    static let base = "/ronde/{sleutel}"

    func register(_ routes: Routes) {
        routes.get(Self.base, access: .secretLink) { visit in
            let helper = try await house.database.read { db in try RoundHelper.entered(by: visit, in: db) }
            return helper.trajectory == nil
                ? try await WalkerRoutes(house: house).home(visit) : try await interviewer(visit)
        }
        routes.get(Self.base + "/gesprek/{gesprek}", access: .secretLink) { visit in try await talk(visit, nil) }
        routes.post(Self.base + "/gesprek/{gesprek}", access: .secretLink) { visit in try await keep(visit) }
        WalkerRoutes(house: house).register(routes)
    }

    private func interviewer(_ visit: Visit) async throws -> Reply {
        let view = try await house.database.read { db in try InterviewerView(visit, in: db) }
        return InterviewerPages(visit: visit).home(view)
    }

    private func talk(_ visit: Visit, _ state: FormState?) async throws -> Reply {
        let number = try visit.number("gesprek")
        let (person, form, isRunning) = try await house.database.read { db in
            let (_, person) = try RecordTalk.find(visit, number, in: db)
            guard let trajectory = try Trajectory.find(person.trajectory, in: db) else { throw WebError.notFound }
            let form = InterviewForm(
                person: person, organisations: try trajectory.organisations(in: db), today: visit.today)
            return (person, form, trajectory.state == .running)
        }
        guard person.isToDo(on: visit.today), isRunning else {
            return InterviewerPages(visit: visit).done(person)
        }
        return InterviewerPages(visit: visit).talk(form, state)
    }

    private func keep(_ visit: Visit) async throws -> Reply {
        let number = try visit.number("gesprek")
        let form = try await house.database.read { db in
            let (_, person) = try RecordTalk.find(visit, number, in: db)
            let organisations = try Trajectory.find(person.trajectory, in: db)?.organisations(in: db) ?? []
            return InterviewForm(person: person, organisations: organisations, today: visit.today)
        }
        var state = form.all.read(visit.form)
        if state.isValid { form.check(&state) }
        guard state.isValid else { return try await talk(visit, state) }
        var wishes = Wishes(visit.form)
        wishes.place = nil
        let work = RecordTalk(house: house, visit: visit)
        let result = try await house.database.write { [state, wishes] db in
            try work.perform(state, wishes: wishes, number: number, in: db)
        }
        let secret = try visit.parameter("sleutel")
        return .redirect(
            to: RoundKeys.path(secret),
            notice: result == .kept
                ? visit.t("Opgeslagen. Bedankt voor het gesprek.") : visit.t("Dit gesprek stond er al in."))
    }
}

/// What an interviewer sees: the own people and nobody else's.
struct InterviewerView: Sendable {
    let helper: RoundHelper
    let trajectory: Trajectory
    let people: [TrajectoryPerson]
    let centre: CentreContact?

    init(_ visit: Visit, in db: any SQLConnection) throws {
        helper = try RoundHelper.entered(by: visit, in: db)
        guard let id = helper.trajectory, let found = try Trajectory.find(id, in: db) else { throw WebError.notFound }
        trajectory = found
        people = try TrajectoryPerson.all(of: helper.id, in: db)
        centre = try CentreContact.find(found.municipality, in: db)
    }
}
