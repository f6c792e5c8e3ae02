import Community
import Core
import Formats
import Services
import Storage
import Web

/// The page of the person themselves, by the secret link of a mail: the talk, the proposals, and the way out.
struct DeskPersonRoutes: Sendable {
    let house: House
    private static let base = "/hulp/{sleutel}"

    func register(_ routes: Routes) {
        routes.get(Self.base, access: .secretLink) { visit in try await pages(visit).main() }
        routes.post(Self.base + "/voorstellen/{voorstel}", access: .secretLink) { visit in try await answer(visit) }
        routes.get(Self.base + "/afspraak.ics", access: .secretLink) { visit in
            let view = try await load(visit)
            guard let talk = view.talk else { throw WebError.notFound }
            let file = talk.calendar(
                visit.t, origin: visit.site.origin, url: visit.site.origin + (try Self.path(visit)))
            return .download(file.bytes, name: "gesprek.ics", type: ICalendar.mediaType)
        }
        routes.post(Self.base + "/afspraak/af", access: .secretLink) { visit in
            let done = try await act(visit) { work, intake, db in
                try work.cancelTalk(intake, byPerson: true, in: db)
            }
            return .redirect(
                to: try Self.path(visit),
                notice: done ? visit.t("Afgezegd. We bellen of mailen je.") : visit.t("Er staat geen gesprek gepland."))
        }
        routes.get(Self.base + "/gegevens", access: .secretLink) { visit in
            let data = try await act(visit) { work, intake, db in
                try work.record(DeskReading.action, intake, in: db)
                return try DeskFile.json(intake, seals: work.house.seals, in: db)
            }
            return .download(Array(data.text.utf8), name: "gegevens.json", type: "application/json")
        }
        routes.get(Self.base + "/stoppen", access: .secretLink) { visit in try await pages(visit).stop }
        routes.post(Self.base + "/stoppen", access: .secretLink) { visit in
            try await act(visit) { work, intake, db in try work.eraseOnRequest(intake, in: db) }
            return .redirect(to: "/", notice: visit.t("Je gegevens zijn gewist."))
        }
    }

    /// The page's own address.
    private static func path(_ visit: Visit) throws -> String {
        "/hulp/" + (try visit.parameter("sleutel")).percentEncoded
    }

    /// - Throws: `WebError.notFound` when the link is not good any more.
    private static func find(_ visit: Visit, in db: any SQLConnection) throws -> Intake {
        let secret = try visit.parameter("sleutel")
        guard let token = try Tokens.look(secret, for: DeskWork.personPurpose, now: visit.now, in: db),
            let intake = try Intake.find(Intake.Identity(token.subject), in: db), intake.erasedAt == nil
        else { throw WebError.notFound }
        return intake
    }

    private func load(_ visit: Visit) async throws -> DeskPersonView {
        try await house.database.read { db in
            let intake = try Self.find(visit, in: db)
            return DeskPersonView(
                intake: intake, talk: try DeskTalk.planned(for: intake.id, in: db),
                proposals: try ProposalView.all(of: intake, seals: house.seals, in: db),
                centre: try CentreContact.find(intake.municipality, in: db))
        }
    }

    private func pages(_ visit: Visit) async throws -> DeskPersonPages {
        DeskPersonPages(visit: visit, view: try await load(visit), base: try Self.path(visit))
    }

    @discardableResult
    private func act<T: Sendable>(
        _ visit: Visit, _ body: @escaping @Sendable (DeskWork, Intake, any SQLConnection) throws -> T
    ) async throws -> T {
        // Whoever comes by a link is nobody the site knows, also when someone else is signed in on this device.
        let work = DeskWork(
            house, cause: Audit.Cause(actor: DeskReading.link, origin: visit.address), now: visit.now)
        return try await house.database.write { db in try body(work, Self.find(visit, in: db), db) }
    }

    private func answer(_ visit: Visit) async throws -> Reply {
        let id = try visit.parameter("voorstel")
        let state = DeskPersonPages.answerForm.read(visit.form)
        guard state.isValid else { return try await pages(visit).main(failed: (id, state), status: 400) }
        let t = visit.t
        let notice = try await act(visit) { work, intake, db -> String in
            guard let proposal = try Proposal.find(id, of: intake.id, in: db) else { throw WebError.notFound }
            guard intake.isOpen else { return t("We zijn al klaar. Bel ons als je weer wilt zoeken.") }
            return try work.answer(proposal, of: intake, state, isPerson: true, t, in: db)
        }
        return .redirect(to: try Self.path(visit), notice: notice)
    }
}

/// What the person sees of their own case.
struct DeskPersonView: Sendable {
    let intake: Intake
    let talk: DeskTalk?
    let proposals: [ProposalView]
    let centre: CentreContact?
}
