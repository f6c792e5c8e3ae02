import Community
import Core
import Services
import Storage
import Web

/// An organisation offers a place, changes it, or takes it back; the centre checks it.
struct OfferPlace: Sendable {
    let house: House
    let visit: Visit

    /// Writes a new place, or changes one that was not published yet. What changed goes past the centre again.
    func save(
        _ state: FormState, number: Int?, round: PupilRound, organisation: Organisation, in db: any SQLConnection
    ) throws {
        guard round.takesPlaces(on: visit.today), let rhythm = PupilPlace.Rhythm(rawValue: state["ritme"]),
            let seats = state.int("plekken")
        else { throw WebError.badRequest(Text("Plekken aanbieden kan in deze ronde niet meer.")) }
        let size = state["soort"] == "groep" ? state.int("groep") ?? 2 : 1
        let school = try state.optional("school").flatMap { try School.find(.init($0), in: db) }
        guard school == nil || school?.municipality == round.municipality else { throw WebError.notFound }
        let id: String
        if let number {
            id = try change(state, number, rhythm, seats, size, school, organisation, in: db)
        } else {
            id = PupilPlace.Identity(at: visit.now).text
            let next = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM pupil_place")
            try db.run(
                """
                INSERT INTO pupil_place (id, number, round_id, organisation_id, municipality_code, title, what, place,
                    rhythm, times, seats, group_size, from_16, school_id, state, created_at, updated_at)
                VALUES (\(id), \(next), \(round.id), \(organisation.id), \(round.municipality), \(state["titel"]),
                    \(state["wat"]), \(state["waar"]), \(rhythm), \(state["tijden"]), \(seats), \(size),
                    \(state.isOn("vanaf16")), \(school?.id), \(PupilPlace.State.submitted), \(visit.now), \(visit.now))
                """)
        }
        try house.record(
            Audit.Event("stageplek-aangeboden", "stageplek", id, municipality: round.municipality), by: visit, in: db)
    }

    private func change(
        _ state: FormState, _ number: Int, _ rhythm: PupilPlace.Rhythm, _ seats: Int, _ size: Int, _ school: School?,
        _ organisation: Organisation, in db: any SQLConnection
    ) throws -> String {
        let rows = try db.rows(
            """
            UPDATE pupil_place SET title = \(state["titel"]), what = \(state["wat"]), place = \(state["waar"]),
                rhythm = \(rhythm), times = \(state["tijden"]), seats = \(seats), group_size = \(size),
                from_16 = \(state.isOn("vanaf16")), school_id = \(school?.id), state = \(PupilPlace.State.submitted),
                updated_at = \(visit.now)
            WHERE number = \(number) AND organisation_id = \(organisation.id)
            AND state <> \(PupilPlace.State.withdrawn) RETURNING id
            """)
        guard let row = rows.first else { throw WebError.notFound }
        return try row("id")
    }

    /// Takes the place off the list, and off the lists of pupils.
    func withdraw(_ number: Int, organisation: Organisation.Identity, in db: any SQLConnection) throws {
        guard
            let place = try db.first(
                "SELECT * FROM pupil_place WHERE number = \(number) AND organisation_id = \(organisation)"
            ).map(PupilPlace.init(row:)), let round = try PupilRound.find(place.round, in: db)
        else { throw WebError.notFound }
        guard round.state == .open else {
            throw WebError.badRequest(Text("De plekken worden al verdeeld. Bel de vrijwilligerscentrale."))
        }
        try db.run(
            """
            UPDATE pupil_place SET state = \(PupilPlace.State.withdrawn), updated_at = \(visit.now) WHERE id = \(place.id)
            """)
        try db.run("DELETE FROM pupil_wish WHERE place_id = \(place.id)")
        try house.record(
            Audit.Event("stageplek-ingetrokken", "stageplek", place.id.text, municipality: place.municipality),
            by: visit,
            in: db)
    }

    /// What a yes means depends on when it comes.
    private static func words(_ place: PupilPlace, _ round: PupilRound, today: Day, _ t: Texts) -> String {
        if round.state == .open {
            return today <= round.wishesUntil
                ? t("Leerlingen kunnen “\(place.title)” nu kiezen.")
                : t("“\(place.title)” doet mee met de loting, voor leerlingen die haar al kozen.")
        }
        return round.state == .published
            ? t("De plekken zijn al verdeeld. De centrale kan bij “\(place.title)” nog leerlingen plaatsen.")
            : t("De loting was al begonnen. “\(place.title)” doet mee in de tweede ronde; wie haar koos, gaat voor.")
    }

    /// The centre says yes, or sends it back with a reason. A yes after the freezing is for the second round, in which
    /// the wishes of pupils count before anything else.
    ///
    /// - Parameter seen: when the place was last changed, as the page of who decides knew it.
    /// - Throws: `WebError.badRequest` when it was changed since.
    func review(_ found: PlaceWithName, seen: Moment?, approves: Bool, feedback: String?, in db: any SQLConnection)
        throws
    {
        let place = found.place
        let next: PupilPlace.State = approves ? .approved : .returned
        let at: Moment? = approves ? visit.now : nil
        guard let round = try PupilRound.find(place.round, in: db), round.lastDay >= visit.today else {
            throw Allocate.outdated
        }
        let changed = try db.run(
            """
            UPDATE pupil_place SET state = \(next), feedback = \(feedback), approved_at = \(at), updated_at = \(visit.now)
            WHERE id = \(place.id) AND state = \(PupilPlace.State.submitted) AND updated_at = \(seen)
            """)
        guard changed == 1, let organisation = try Organisation.find(place.organisation, in: db) else {
            throw WebError.badRequest(Text("Deze plek is intussen veranderd. Kijk haar nog een keer na."))
        }
        try house.record(
            Audit.Event(
                approves ? "stageplek-goedgekeurd" : "stageplek-teruggestuurd", "stageplek", place.id.text,
                municipality: place.municipality), by: visit, in: db)
        let t = house.t(try Person.language(of: organisation.email, in: db))
        let url = house.origin + OrganisationNav.Item.pupils.path(organisation.number)
        let blocks: [Mail.Block] =
            approves
            ? [.paragraph(Self.words(place, round, today: visit.today, t)), .button(label: t("Bekijk"), url: url)]
            : [
                .paragraph(t("De vrijwilligerscentrale heeft een vraag over “\(place.title)”.")),
                .quote(feedback ?? ""),
                .button(label: t("Pas de plek aan"), url: url),
            ]
        try house.mail(
            Mail(
                to: organisation.email, name: organisation.name,
                subject: approves ? t("Je stageplek staat open") : t("Je stageplek moet nog anders"),
                kind: approves ? "stageplek-goedgekeurd" : "stageplek-terug", language: t.language, blocks), in: db)
    }
}
