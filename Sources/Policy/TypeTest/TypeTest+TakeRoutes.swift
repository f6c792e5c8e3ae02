import Community
import Core
import Services
import Storage
import Web

extension TypeTestPart {
    func takeRoutes(_ routes: Routes) {
        let take = TakeTypeTest(house: house, content: content)
        routes.get("/typetest/mijn/{sleutel}", access: .secretLink) { visit in
            guard let (pages, result) = try await own(visit) else { return TypeTestDoorPages(visit: visit).gone() }
            if let result { return pages.own(result) }
            if pages.participant.isSent { return pages.waiting() }
            guard pages.session.state == .open else { return pages.closed() }
            let asked = visit.query["blik"].flatMap(TypeTestViewpoint.init(rawValue:))
            let next = asked ?? pages.session.viewpoints.first { !pages.participant[$0].isComplete }
            guard let next, pages.session.viewpoints.contains(next) else { return pages.check() }
            return pages.statements(next)
        }
        routes.post("/typetest/mijn/{sleutel}", access: .secretLink) { visit in
            guard let (pages, _) = try await own(visit) else { return TypeTestDoorPages(visit: visit).gone() }
            guard let viewpoint = visit.form["blik"].flatMap(TypeTestViewpoint.init(rawValue:)) else {
                throw WebError.notFound
            }
            let answers = TypeTestTakePages.answers(visit.form, pages.content)
            if let refused = try await refusal(visit, { try await take.save($0, viewpoint, answers, now: visit.now) }) {
                return refused
            }
            return .redirect(to: Self.next(pages, viewpoint, visit), notice: visit.t("Bewaard."))
        }
        routes.get("/typetest/mijn/{sleutel}/insturen", access: .secretLink) { visit in
            guard let (pages, _) = try await own(visit) else { return TypeTestDoorPages(visit: visit).gone() }
            guard !pages.participant.isSent, pages.session.state == .open else { return .redirect(to: pages.path) }
            return pages.check()
        }
        routes.post("/typetest/mijn/{sleutel}/insturen", access: .secretLink) { visit in
            guard let (pages, _) = try await own(visit) else { return TypeTestDoorPages(visit: visit).gone() }
            if let refused = try await refusal(visit, { try await take.send($0, now: visit.now) }) { return refused }
            return .redirect(to: pages.path)
        }
    }

    /// After one part comes the next, and after the last the check; who goes on later stays here.
    private static func next(_ pages: TypeTestTakePages, _ viewpoint: TypeTestViewpoint, _ visit: Visit) -> String {
        if visit.form["bewaar"] != nil { return pages.path + "?blik=\(viewpoint.rawValue)" }
        let all = pages.session.viewpoints
        guard let index = all.firstIndex(of: viewpoint), index + 1 < all.count else { return pages.path + "/insturen" }
        return pages.path + "?blik=\(all[index + 1].rawValue)"
    }

    private func refusal(_ visit: Visit, _ body: (String) async throws -> Void) async throws -> Reply? {
        do {
            try await body(visit.parameter("sleutel"))
            return nil
        } catch let refusal as TakeTypeTest.Refusal {
            return TypeTestDoorPages(visit: visit).refused(refusal)
        }
    }

    /// The participant behind the link, with the result once that was shown.
    private func own(_ visit: Visit) async throws -> (TypeTestTakePages, TypeTestResult?)? {
        let secret = try visit.parameter("sleutel")
        return try await house.database.read { [house, content] db in
            guard let participant = try TypeTestParticipant.find(key: Secret.hash(secret), in: db),
                let session = try TypeTestSession.find(participant.session, in: db)
            else { return nil }
            let pages = TypeTestTakePages(
                visit: visit, session: session, participant: participant,
                content: TakeTypeTest(house: house, content: content).content(of: session),
                path: TypeTestSecrets.ownPath(secret))
            let result =
                session.state == .shown && participant.isSent
                ? try TypeTestResult(session, content: content, in: db) : nil
            return (pages, result)
        }
    }
}
