import Community
import Core
import Web

/// The actions that are one button. Each gives where to go next, under the organisation's vacancies, and what to say.
struct VacancyActionRoutes: Sendable {
    typealias Action = @Sendable (Int, Actor.Membership, Visit) async throws -> (path: String, notice: Text)
    let desk: VacancyDesk

    /// By the noun at the end of the address.
    var all: [(String, Action)] {
        [
            ("inzending", submit), ("intrekking", withdraw), ("pauze", pause), ("hervatting", resume),
            ("heropening", reopen), ("levensteken", sign), ("kopie", copy), ("sjabloon", template),
            ("verwijdering", delete),
        ]
    }

    private func submit(_ number: Int, _ m: Actor.Membership, _ visit: Visit) async throws -> (
        path: String, notice: Text
    ) {
        let went = try await SubmitVacancy.perform(number, of: m.organisation, visit: visit, desk: desk)
        return went
            ? ("/\(number)", Text("Ingestuurd. De vrijwilligerscentrale kijkt ernaar."))
            : ("/\(number)/bewerken?controle=1", Text("Er mist nog iets. Vul het aan en stuur dan in."))
    }

    private func withdraw(_ number: Int, _ m: Actor.Membership, _ visit: Visit) async throws -> (
        path: String, notice: Text
    ) {
        try await WithdrawSubmission.perform(number, of: m.organisation, visit: visit, desk: desk)
        return ("/\(number)", Text("Teruggenomen. Het is weer een concept."))
    }

    private func pause(_ number: Int, _ m: Actor.Membership, _ visit: Visit) async throws -> (
        path: String, notice: Text
    ) {
        try await PauseVacancy.perform(number, of: m.organisation, visit: visit, desk: desk)
        return ("/\(number)", Text("Op pauze gezet. Niemand ziet de vacature nu."))
    }

    private func resume(_ number: Int, _ m: Actor.Membership, _ visit: Visit) async throws -> (
        path: String, notice: Text
    ) {
        switch try await ResumeVacancy.perform(number, of: m.organisation, visit: visit, desk: desk) {
        case .online: return ("/\(number)", Text("De vacature staat weer online."))
        case .dayPassed: return ("/\(number)/bewerken", Text("De laatste dag is al geweest. Kies eerst een nieuwe."))
        case .organisationWaits:
            return ("/\(number)", Text("Jullie organisatie is nog niet goedgekeurd. Daarna kan het."))
        }
    }

    private func reopen(_ number: Int, _ m: Actor.Membership, _ visit: Visit) async throws -> (
        path: String, notice: Text
    ) {
        let state = try await ReopenVacancy.perform(number, of: m.organisation, visit: visit, desk: desk)
        return state == .online
            ? ("/\(number)", Text("De vacature staat weer online."))
            : ("/\(number)", Text("De vacature is weer een concept. Kijk alles na en stuur het concept in."))
    }

    private func sign(_ number: Int, _ m: Actor.Membership, _ visit: Visit) async throws -> (path: String, notice: Text)
    {
        try await desk.change(number, of: m.organisation) { [desk] vacancy, db in
            guard vacancy.state == .online else { throw VacancyDesk.outdated }
            try Vacancy.markSign(vacancy.id, now: visit.now, in: db)
            try StillOpen.revokeLinks(vacancy, now: visit.now, in: db)
            try desk.record("vacature-nog-open", vacancy, by: visit, in: db)
        }
        return ("/\(number)", Text("Fijn. We laten de vacature staan."))
    }

    private func copy(_ number: Int, _ m: Actor.Membership, _ visit: Visit) async throws -> (path: String, notice: Text)
    {
        let copy = try await CopyVacancy.perform(
            number, asTemplate: false, of: m.organisation, visit: visit, desk: desk)
        return ("/\(copy)/bewerken", Text("Dit is de kopie, als concept. Pas aan wat anders is."))
    }

    private func template(_ number: Int, _ m: Actor.Membership, _ visit: Visit) async throws -> (
        path: String, notice: Text
    ) {
        _ = try await CopyVacancy.perform(number, asTemplate: true, of: m.organisation, visit: visit, desk: desk)
        return ("", Text("Bewaard als sjabloon. Je vindt het onder de lijst en bij een nieuwe vacature."))
    }

    private func delete(_ number: Int, _ m: Actor.Membership, _ visit: Visit) async throws -> (
        path: String, notice: Text
    ) {
        try await DeleteVacancy.perform(number, of: m.organisation, visit: visit, desk: desk)
        return ("", Text("Verwijderd."))
    }
}
