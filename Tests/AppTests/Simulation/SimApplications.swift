import Core
import Storage

/// Vacancies, applications, hours, people who are found: residents and organisations.
extension SimWorld {
    func vacancies() async throws {
        let open = try await numbers("SELECT number AS n FROM vacancy WHERE state = 'online'")
        if open.count < 4, let owner = one(organisations) {
            let count = dice.int(1...2)
            _ = try await VacancyFixture(
                title: "Werk \(today.iso) \(dice.int(1...9999))", places: count, organisation: owner.id
            ).add(to: site)
        }
        for owner in organisations {
            let own = try await numbers(
                "SELECT number AS n FROM vacancy WHERE organisation_id = \(owner.id) AND state = 'online' ORDER BY number"
            )
            for number in some(own, 2) where chance(60) {
                _ = await post(
                    "/organisatie/\(owner.number)/vacatures/\(number)/levensteken", as: owner.role, "nog open")
                if chance(3) {
                    await post(
                        "/organisatie/\(owner.number)/vacatures/\(number)/sluiting",
                        [("reden", "afgelopen"), ("reacties", word("afmelden", "zelf"))],
                        as: owner.role, "vacature dicht")
                }
            }
        }
    }

    func apply() async throws {
        let open = try await numbers("SELECT number AS n FROM vacancy WHERE state = 'online' ORDER BY number")
        guard let vacancy = one(open) else { return }
        let (name, email) = person()
        let form = [("naam", name), ("email", email), ("bericht", "Ik help graag.")]
        guard await post("/vacatures/\(vacancy)/reageren", form, "reageren"), chance(90),
            let confirm = try await link(email, "/reactie/bevestigen/")
        else { return }
        let reply = await site.post(confirm)
        let number = try await numbers("SELECT number AS n FROM application WHERE email = \(email)").first
        if reply.status == 303, let number { doors[number] = reply.location }
    }

    /// Organisations answer some of those who wait, in any way the page offers.
    func answerApplications() async throws {
        for owner in organisations {
            let open = try await numbers(
                """
                SELECT number AS n FROM application WHERE organisation_id = \(owner.id)
                AND state IN ('ontvangen', 'in-gesprek', 'wachtlijst') ORDER BY number
                """)
            for number in some(open, 3) where chance(45) {
                let action = word("antwoorden", "uitnodigen", "plaatsen", "plaatsen", "wachtlijst", "afwijzen")
                await post(
                    "/organisatie/\(owner.number)/reacties/\(number)",
                    [("actie", action), ("tekst", "Dank je wel."), ("reden", "vol")], as: owner.role, action)
            }
        }
    }

    /// Applicants write, take a place that came free, answer how it goes, stop, or do nothing.
    func applicants() async throws {
        let live = try await site.read { db in
            try db.rows(
                """
                SELECT number AS n, state AS s, offer_until, care_asked_at, care_answer FROM application
                WHERE state IN ('ontvangen', 'in-gesprek', 'wachtlijst', 'geplaatst') AND stopped_at IS NULL
                ORDER BY number
                """
            ).map { row in
                (
                    number: try row("n", as: Int.self), state: try row("s", as: String.self),
                    isOffered: try row("offer_until", as: Moment?.self) != nil,
                    isAsked: try row("care_asked_at", as: Moment?.self) != nil
                        && row("care_answer", as: String?.self) == nil
                )
            }
        }
        for item in some(live, 8) {
            guard let door = doors[item.number] else { continue }
            switch item.state {
            case "wachtlijst" where item.isOffered:
                if chance(60) { await post(door + "/plek", [("antwoord", word("ja", "ja", "nee"))], "plek") }
            case "geplaatst" where item.isAsked && chance(50):
                let answer = word("goed", "goed", "vraag", "stopt")
                await post(door + "/gaat-het", [("antwoord", answer)], "gaat het: \(answer)")
            case "geplaatst":
                if chance(50) {
                    let hours = [("dag", today.iso), ("uren", "2"), ("wat", "Koken")] + allowance()
                    await post(door + "/uren", hours, "uren schrijven")
                } else if chance(4) {
                    await post(door + "/stoppen", [("reden", "geen-tijd")], "stoppen")
                }
            default:
                if chance(12) {
                    await post(door + "/bericht", [("tekst", "Hoe staat het ermee? \(today.iso)")], "bericht")
                }
                if chance(4) { await post(door + "/intrekken", [("reden", "geen-tijd")], "intrekken") }
            }
        }
    }

    func decideHours() async throws {
        for owner in organisations where chance(35) {
            let ids = try await texts(
                """
                SELECT id AS s FROM hours_entry WHERE organisation_id = \(owner.id) AND state = 'wacht'
                ORDER BY day, id LIMIT 6
                """)
            guard let first = ids.first else { continue }
            let base = "/organisatie/\(owner.number)/uren"
            if chance(25) {
                await post(
                    "\(base)/\(first)/terug", [("reden", "Dat was een andere dag.")], as: owner.role, "uren terug")
            } else {
                await post(base + "/akkoord", ids.map { ("uren", $0) }, as: owner.role, "uren akkoord")
            }
        }
    }

    /// What the centre does about organisations that let people wait.
    func chase() async throws {
        guard chance(15), let owner = one(organisations) else { return }
        let late = try await numbers(
            """
            SELECT number AS n FROM application WHERE organisation_id = \(owner.id) AND answered_at IS NULL
            AND state = 'ontvangen' AND state_at < \(site.clock.now - .days(14)) ORDER BY number
            """)
        guard let number = late.first else { return }
        let base = "/centrale/reacties/\(owner.number)"
        if chance(50) {
            await post(base + "/herinneren", as: broker(), "herinneren")
        } else {
            let form = [("reden", "geen-contact"), ("tekst", "Het spijt ons. Kijk gerust verder.")]
            await post("\(base)/\(number)/sluiten", form, as: broker(), "voor organisatie sluiten")
        }
    }

    /// The centre calls who was placed and has a question.
    func careCalls() async throws {
        guard chance(40) else { return }
        let owed = try await numbers(
            """
            SELECT a.number AS n FROM care_call c JOIN application a ON a.id = c.application_id
            WHERE c.done_at IS NULL ORDER BY c.since, a.number
            """)
        if let number = owed.first {
            await post("/centrale/nazorg/\(number)/gedaan", as: broker(), "nazorg gebeld")
        }
    }
}
