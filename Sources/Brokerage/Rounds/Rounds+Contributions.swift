import Community
import Core
import Services
import Storage
package import Web

extension Brokerage {
    /// Trajectories in organisations and neighbourhoods, and rounds past every door.
    package func roundRoutes(_ routes: Routes) {
        TrajectoryRoutes(house: house).register(routes)
        DoorRoundRoutes(house: house).register(routes)
        DoorCardRoutes(house: house).register(routes)
        RoundLinkRoutes(house: house).register(routes)
        OrganisationReferralRoutes(house: house).register(routes)
    }

    func roundMenu(for visit: Visit) -> [MenuItem] {
        guard visit.actor.has(MunicipalRole.centre) else { return [] }
        // One item for both: it points at where the visitor is, so that it is the one that lights up.
        let isRound = visit.path.hasPrefix(DoorRound.home)
        let path = isRound ? DoorRound.home : Trajectory.home
        return [MenuItem(visit.t("Trajecten"), path, order: 33, in: CentreMenu.connect(visit.t))]
    }

    var roundJobs: [Job] {
        [
            Job("gesprek-herinneringen", .daily(minute: 8 * 60 + 45)) { [house] _, now in
                try await house.database.write { db in try TalkReminders(house: house, now: now).send(in: db) }
            }
        ]
    }
}

/// A mail to an interviewer with talks that wait, at most once in a week.
struct TalkReminders: Sendable {
    let house: House
    let now: Moment
    private static let days = 7

    func send(in db: any SQLConnection) throws {
        let since = now - .days(Self.days)
        let rows = try db.rows(
            """
            SELECT h.*, t.name AS whole, COUNT(p.id) AS waiting FROM trajectory t
            JOIN round_helper h ON h.trajectory_id = t.id JOIN trajectory_person p ON p.helper_id = h.id
            WHERE t.state = \(Trajectory.State.running) AND h.stopped_at IS NULL AND h.email IS NOT NULL
            AND h.mailed_at < \(since) AND p.erased_at IS NULL
            AND ((p.state = \(TrajectoryPerson.State.open) AND p.assigned_at < \(since))
                OR (p.state = \(TrajectoryPerson.State.later) AND p.ask_again <= \(now.day)))
            GROUP BY h.id, t.name ORDER BY h.id LIMIT 200
            """)
        for row in rows {
            let helper = try RoundHelper(row: row)
            guard let email = helper.email, let secret = RoundKeys(house: house).secret(of: helper) else { continue }
            let count: Int = try row("waiting")
            let t = house.t(try Person.language(of: email, in: db))
            try house.mail(
                Mail(
                    to: email, name: helper.name, subject: t("Wie spreek jij deze week?"), kind: "gesprek-herinnering",
                    language: t.language, isSecret: true,
                    [
                        .paragraph(t("Hallo \(helper.firstName),")),
                        .paragraph(
                            t.plural(
                                count, "Er staat nog 1 gesprek op je lijst.",
                                "Er staan nog \(count) gesprekken op je lijst.")),
                        .button(label: t("Open je lijst"), url: house.origin + RoundKeys.path(secret)),
                        .small(t("Lukt het niet? Bel de vrijwilligerscentrale. Dan vragen we iemand anders.")),
                    ]), in: db)
            try db.run("UPDATE round_helper SET mailed_at = \(now) WHERE id = \(helper.id)")
        }
    }
}

/// What the platform measures of trajectories and rounds.
enum RoundIndicators {
    static let all: [Indicator] = [
        Indicator(
            id: "talks-held", name: Text("Gesprekken in trajecten"),
            definition: Text(
                "Gesprekken die gespreksvoerders in de afgelopen 12 maanden hielden. Wie niet te bereiken was, telt niet mee."
            ),
            unit: Text("gesprekken per jaar")
        ) { municipality, from, to, db in
            let count = try db.count(
                """
                SELECT COUNT(*) FROM trajectory_person WHERE municipality_code = \(municipality)
                AND talked_at >= \(DutchTime.moment(from)) AND talked_at < \(DutchTime.moment(to + 1))
                AND state <> \(TrajectoryPerson.State.unreachable)
                """)
            return count == 0 ? nil : .init(Double(count))
        },
        Indicator(
            id: "doors-spoken", name: Text("Deuren waar iemand gesproken is"),
            definition: Text(
                "Deuren in rondes waar in de afgelopen 12 maanden iemand antwoord gaf, aan de deur of met de kaart."),
            unit: Text("deuren per jaar")
        ) { municipality, from, to, db in
            let count = try db.count(
                """
                SELECT COUNT(*) FROM door WHERE municipality_code = \(municipality)
                AND spoken_at >= \(DutchTime.moment(from)) AND spoken_at < \(DutchTime.moment(to + 1))
                """)
            return count == 0 ? nil : .init(Double(count))
        },
        Indicator(
            id: "asked-and-willing", name: Text("Mensen die iets willen doen omdat iemand het vroeg"),
            definition: Text(
                "Mensen die in de afgelopen 12 maanden in een gesprek of aan de deur zeiden dat ze iets willen doen."),
            unit: Text("mensen per jaar")
        ) { municipality, from, to, db in
            let (first, last) = (DutchTime.moment(from), DutchTime.moment(to + 1))
            let talks = try db.count(
                """
                SELECT COUNT(*) FROM trajectory_person WHERE municipality_code = \(municipality)
                AND talked_at >= \(first) AND talked_at < \(last) AND state = \(TrajectoryPerson.State.wants)
                """)
            let doors = try db.count(
                """
                SELECT COALESCE(SUM(offers), 0) FROM door WHERE municipality_code = \(municipality)
                AND spoken_at >= \(first) AND spoken_at < \(last)
                """)
            return talks + doors == 0 ? nil : .init(Double(talks + doors))
        },
    ]
}
