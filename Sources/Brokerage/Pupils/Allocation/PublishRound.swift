import Community
import Core
import Services
import Storage
import Web

/// Makes the outcome known: schools and organisations hear it at once, parents in small portions after that.
struct PublishRound: Sendable {
    let allocate: Allocate
    static let job = "stage-uitslag"
    static let portion = 200

    func perform(in db: any SQLConnection) throws {
        let round = try allocate.fresh(in: db)
        guard round.state == .decided else { throw Allocate.outdated }
        try db.run("UPDATE pupil_round SET published_at = \(allocate.visit.now) WHERE id = \(round.id)")
        try allocate.go(round, to: .published, "stage-bekend", in: db)
        try tellSchools(round, in: db)
        try tellOrganisations(round, in: db)
        let now = allocate.visit.now
        try Jobs.add(Self.job, payload: round.id.text + " ", at: now, now: now, in: db)
    }

    private func tellSchools(_ round: PupilRound, in db: any SQLConnection) throws {
        let rows = try db.rows(
            """
            SELECT DISTINCT c.email, c.name, s.number, s.name AS school FROM school_contact c
            JOIN school s ON s.id = c.school_id JOIN pupil_class k ON k.school_id = s.id
            WHERE k.round_id = \(round.id) AND c.joined_at IS NOT NULL ORDER BY c.email
            """)
        for row in rows {
            let email: String = try row("email")
            let t = allocate.house.t(try Person.language(of: email, in: db))
            let number: Int = try row("number")
            let school: String = try row("school")
            try allocate.house.mail(
                Mail(
                    to: email, name: try row("name"), subject: t("De stageplekken van \(school) zijn bekend"),
                    kind: "stage-uitslag-school", language: t.language,
                    [
                        .paragraph(t("De leerlingen kunnen met hun code zien waar ze naartoe gaan, en waarom.")),
                        .paragraph(
                            t("Kijk in je overzicht wie nog geen plek heeft en welke afspraken nog niet getekend zijn.")
                        ),
                        .button(label: t("Naar het overzicht"), url: allocate.house.origin + "/school/\(number)"),
                    ]), in: db)
        }
    }

    private func tellOrganisations(_ round: PupilRound, in db: any SQLConnection) throws {
        let rows = try db.rows(
            """
            SELECT o.number, o.name, o.email, COUNT(*) AS pupils FROM pupil_placement m
            JOIN organisation o ON o.id = m.organisation_id WHERE m.round_id = \(round.id) AND m.ended_at IS NULL
            GROUP BY o.id, o.number, o.name, o.email ORDER BY o.number
            """)
        let mail = PlacementMail(house: allocate.house)
        for row in rows {
            try mail.comes(
                try row("pupils"), number: try row("number"), name: try row("name"), email: try row("email"), in: db)
        }
    }

    /// Mails the next parents and asks for the rest.
    ///
    /// - Parameter payload: the round's id and the last pupil that was done.
    static func tellParents(_ payload: String, house: House, now: Moment, in db: any SQLConnection) throws {
        let words = payload.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard let first = words.first, let round = try PupilRound.find(.init(first), in: db), round.state == .published
        else { return }
        let after = words.count > 1 ? words[1] : ""
        let pupils = try db.rows(
            """
            SELECT * FROM pupil WHERE round_id = \(round.id) AND id > \(after) AND guardian_email IS NOT NULL
            AND erased_at IS NULL ORDER BY id LIMIT \(portion)
            """
        ).map(Pupil.init(row:))
        for pupil in pupils where pupil.mayTakePart {
            let placed = try PupilPlacement.of(pupil.id, in: db)
            let place = try placed.flatMap { try PlaceWithName.find($0.place, in: db) }
            try GuardianMail(house: house).tell(pupil, place: place, round: round, in: db)
        }
        if pupils.count == portion, let last = pupils.last {
            try Jobs.add(job, payload: round.id.text + " " + last.id.text, at: now, now: now, in: db)
        }
    }
}
