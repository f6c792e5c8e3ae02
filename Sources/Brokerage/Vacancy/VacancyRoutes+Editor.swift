import Community
import Core
import Storage
import Web

/// Writing and changing a vacancy.
struct VacancyEditorRoutes: Sendable {
    let desk: VacancyDesk

    func register(_ routes: Routes) {
        let base = "/organisatie/{organisatie}/vacatures"
        routes.get(base + "/nieuw", access: .organisation(.member)) { visit in try await blank(visit) }
        routes.post(base + "/nieuw", access: .organisation(.member)) { visit in try await create(visit) }
        routes.get(base + "/{nummer}/bewerken", access: .organisation(.member)) { visit in try await edit(visit) }
        routes.post(base + "/{nummer}/bewerken", access: .organisation(.member)) { visit in try await update(visit) }
    }

    /// An empty form, or one filled from the vacancy or template in `van`.
    private func blank(_ visit: Visit) async throws -> Reply {
        let m = try visit.membership()
        let source = visit.query.int("van")
        let start = try await desk.house.database.read { db -> (VacancyDraft, [Vacancy]) in
            let templates = try Vacancy.templates(of: m.organisation, in: db)
            if let source, let vacancy = try Vacancy.find(number: source, of: m.organisation, in: db) {
                return (try draft(vacancy, in: db).renewed(on: visit.today), templates)
            }
            var draft = VacancyDraft()
            if let row = try db.first("SELECT * FROM organisation WHERE id = \(m.organisation)") {
                let owner = try Organisation(row: row)
                draft.sector = owner.sector
                draft.contact = owner.contact
            }
            return (draft, templates)
        }
        let isEmpty = source == nil && visit.query.text("leeg") == nil
        if isEmpty, !start.1.isEmpty {
            return VacancyStartPage(visit: visit, membership: m, templates: start.1).reply
        }
        return VacancyEditor(visit: visit, membership: m, subject: .new, state: start.0.formState).reply
    }

    private func create(_ visit: Visit) async throws -> Reply {
        let m = try visit.membership()
        let submits = visit.form["actie"] == "inzenden"
        let checked = VacancyDraft.validated(visit.form, as: submits ? .complete : .draft, today: visit.today)
        guard let draft = checked.draft else {
            return VacancyEditor(visit: visit, membership: m, subject: .new, state: checked.state).reply
        }
        do {
            let number = try await CreateVacancy.perform(
                draft, submits: submits, of: m.organisation, visit: visit, desk: desk)
            let notice =
                submits
                ? visit.t("Ingestuurd. De vrijwilligerscentrale kijkt ernaar.") : visit.t("Bewaard als concept.")
            return .redirect(to: "/organisatie/\(m.number)/vacatures/\(number)", notice: notice)
        } catch {
            return try refused(error, checked.state, .new, m, visit)
        }
    }

    private func edit(_ visit: Visit) async throws -> Reply {
        let (m, vacancy, draft) = try await load(visit)
        guard vacancy.state != .closed else { throw WebError.notFound }
        // Coming from a refused submission, the page says at once what is missing.
        let state =
            visit.query["controle"] == nil
            ? draft.formState : VacancyDraft.validated(draft.fields, as: .complete, today: visit.today).state
        return VacancyEditor(visit: visit, membership: m, subject: .existing(vacancy), state: state).reply
    }

    private func update(_ visit: Visit) async throws -> Reply {
        let (m, vacancy, _) = try await load(visit)
        let submits = visit.form["actie"] == "inzenden"
        let isLoose = vacancy.isTemplate || (vacancy.state == .draft && !submits)
        let checked = VacancyDraft.validated(visit.form, as: isLoose ? .draft : .complete, today: visit.today)
        guard let draft = checked.draft else {
            return VacancyEditor(visit: visit, membership: m, subject: .existing(vacancy), state: checked.state).reply
        }
        do {
            let outcome = try await UpdateVacancy.perform(
                draft, number: vacancy.number, submits: submits && !vacancy.isTemplate, expecting: vacancy.state,
                of: m.organisation, visit: visit, desk: desk)
            let path = "/organisatie/\(m.number)/vacatures" + (vacancy.isTemplate ? "" : "/\(vacancy.number)")
            return .redirect(to: path, notice: visit.t(notice(outcome, submits: submits)))
        } catch {
            return try refused(error, checked.state, .existing(vacancy), m, visit)
        }
    }

    private func notice(_ outcome: UpdateVacancy.Outcome, submits: Bool) -> Text {
        if outcome.waitsForReview {
            return Text("Opgeslagen en meteen te zien. De vrijwilligerscentrale kijkt nog mee.")
        }
        return submits ? Text("Ingestuurd. De vrijwilligerscentrale kijkt ernaar.") : Text("Opgeslagen.")
    }

    /// What the database refused, on the page with everything that was typed.
    private func refused(
        _ error: any Error, _ state: FormState, _ subject: VacancyEditor.Subject, _ m: Actor.Membership, _ visit: Visit
    ) throws -> Reply {
        var state = state
        switch error {
        case VacancyPlace.Problem.unknownPostcode:
            state.addError(
                VacancyForm.Name.postcode, Text("Deze postcode kennen we niet. Kijk hem na of laat hem leeg."))
            return VacancyEditor(visit: visit, membership: m, subject: subject, state: state).reply
        case let error as WebError where error == VacancyDesk.outdated:
            return VacancyEditor(
                visit: visit, membership: m, subject: subject, state: state,
                problem: Text(
                    "Er is niets bewaard: deze vacature is intussen veranderd of gesloten. Wat je typte staat hier nog."
                )
            ).reply
        default: throw error
        }
    }

    private func load(_ visit: Visit) async throws -> (Actor.Membership, Vacancy, VacancyDraft) {
        let m = try visit.membership()
        let number = try visit.number("nummer")
        return try await desk.house.database.read { db in
            guard let vacancy = try Vacancy.find(number: number, of: m.organisation, in: db) else {
                throw WebError.notFound
            }
            return (m, vacancy, try draft(vacancy, in: db))
        }
    }

    private func draft(_ vacancy: Vacancy, in db: any SQLConnection) throws -> VacancyDraft {
        VacancyDraft(vacancy, municipality: try Places.municipality(vacancy.municipality, in: db)?.name ?? "")
    }
}
