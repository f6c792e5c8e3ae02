import Community
import Core
import Formats
import Storage
import Web

/// The page of a parent, behind the link in the mail.
struct GuardianRoutes: Sendable {
    let house: House
    static let base = "/stage/ouder/{sleutel}"

    func register(_ routes: Routes) {
        routes.get(Self.base, access: .secretLink) { visit in try await page(visit) }
        routes.post(Self.base, access: .secretLink) { visit in
            guard let answer = visit.form.text("antwoord").flatMap(PupilList.yesOrNo) else { throw WebError.notFound }
            return try await write(visit, visit.t("Je antwoord is bewaard.")) { pupil, db in
                try GiveConsent(house: house, visit: visit).answer(answer, for: pupil, in: db)
            }
        }
        routes.get(Self.base + "/afspraak", access: .secretLink) { visit in
            let (pupil, placed) = try await find(visit)
            guard let placed, pupil.isUnder16 || placed.signatures.isEmpty == false else { throw WebError.notFound }
            return AgreementPage(visit: visit, view: placed, back: path(visit), signs: .guardian).reply()
        }
        routes.post(Self.base + "/afspraak", access: .secretLink) { visit in
            let state = AgreementPage.guardianForm.read(visit.form)
            guard state.isValid else {
                guard let placed = try await find(visit).1 else { throw WebError.notFound }
                return AgreementPage(visit: visit, view: placed, back: path(visit), signs: .guardian).reply(state)
            }
            return try await write(visit, visit.t("Getekend.")) { pupil, db in
                guard let placed = try PlacementView(pupil, in: db) else { throw WebError.notFound }
                try Signature.sign(
                    placed.placement, as: .guardian, name: state["naam"], house: house, visit: visit, in: db)
            }
        }
        routes.get(Self.base + "/gegevens", access: .secretLink) { visit in
            let secret = try visit.parameter("sleutel")
            let json = try await house.database.read { db in
                try PupilFile.json(try Self.pupil(secret, in: db), in: db)
            }
            return .download(json.bytes(pretty: true), name: "gegevens-leerling.json", type: "application/json")
        }
    }

    static func pupil(_ secret: String, in db: any SQLConnection) throws -> Pupil {
        guard let pupil = try PupilKeys.pupil(secret, .guardian, in: db) else { throw WebError.notFound }
        return pupil
    }

    private func path(_ visit: Visit) -> String { "/stage/ouder/" + (visit.parameters["sleutel"] ?? "").percentEncoded }

    private func find(_ visit: Visit) async throws -> (Pupil, PlacementView?) {
        let secret = try visit.parameter("sleutel")
        return try await house.database.read { db in
            let pupil = try Self.pupil(secret, in: db)
            return (pupil, try PlacementView(pupil, in: db))
        }
    }

    private func write(
        _ visit: Visit, _ notice: String, _ change: @escaping @Sendable (Pupil, any SQLConnection) throws -> Void
    ) async throws -> Reply {
        let secret = try visit.parameter("sleutel")
        try await house.database.write { db in try change(try Self.pupil(secret, in: db), db) }
        return .redirect(to: path(visit), notice: notice)
    }

    private func page(_ visit: Visit) async throws -> Reply {
        let (pupil, placed) = try await find(visit)
        let (school, round) = try await house.database.read { db in
            (try School.find(pupil.school, in: db), try PupilRound.find(pupil.round, in: db))
        }
        guard let school, let round else { throw WebError.notFound }
        let t = visit.t
        let name = pupil.firstName
        let answer = GuardianAnswer(visit: visit, pupil: pupil, school: school, round: round).markup(
            action: path(visit))
        let place: HTML = """
            \(placed, { view in
                Part.card(
                    t("De plek van \(name)"),
                    """
                    <p><strong>\(view.place.place.title)</strong><br>\(view.place.organisation), \(view.place.place.place)</p>\
                    <p>\(Part.button(t("Bekijk en teken de afspraak"), path(visit) + "/afspraak"))</p>
                    """)
            })
            """
        return visit.page(
            t("Maatschappelijke stage van \(name)"), head: ApplicationMarkup.noIndex,
            """
            <div class="wrap narrow stack page"><h1>\(t("Maatschappelijke stage van \(name)"))</h1>\
            <p class="lead">\(t("\(school.name) vraagt alle leerlingen om \(round.hours) uur vrijwilligerswerk te doen."))</p>\
            <p>\(t("We bewaren de naam, de klas, de keuzes en de uren. Enkele maanden na het schooljaar halen we de naam weg.")) \
            <a href="/stage/uitleg">\(t("Zo werkt het"))</a></p>\(answer)\(place)\
            <p class="small soft"><a href="\(path(visit))/gegevens">\(t("Alles wat we van \(name) bewaren"))</a></p></div>
            """)
    }
}
