import Core
import Storage

@testable import Brokerage

/// Trajectories with interviewers and referrals.
extension SimWorld {
    func startTrajectory() async throws {
        var form = [("naam", "Traject \(today.iso)"), ("soort", "wijk"), ("buurt", "n1"), ("doel", "Mensen vragen")]
        form += organisations.map { ("organisaties", String($0.number)) }
        if organisations.count == 1 { form[1].1 = "een" }
        guard await post("/centrale/trajecten/nieuw", form, as: .broker, "traject"),
            let number = try await numbers("SELECT MAX(number) AS n FROM trajectory").first
        else { return }
        let path = "/centrale/trajecten/\(number)"
        for owner in organisations {
            for _ in 0..<2 {
                var form = [("naam", "Vrager \(person().name)"), ("organisatie", String(owner.number))]
                if chance(70) { form.append(("email", person().email)) }
                await post(path + "/gespreksvoerders", form, as: .broker, "gespreksvoerder")
            }
        }
        var list = "naam;telefoon\n"
        for _ in 0..<14 { list += person().name + ";06 1234 5678\n" }
        await post(path + "/mensen/inlezen/klaar", [("lijst", list)], as: .broker, "traject mensen")
        if chance(70) { await post(path + "/verdelen", as: .broker, "verdelen") }
    }

    /// The pages of helpers that still have a link.
    func helpers(_ kind: StaticString) async throws -> [(id: String, path: String)] {
        let house = site.town.house
        return try await site.read { db in
            try db.rows(
                "SELECT * FROM round_helper WHERE \(raw: kind) IS NOT NULL AND stopped_at IS NULL ORDER BY number"
            ).compactMap { row in
                let helper = try RoundHelper(row: row)
                return RoundKeys(house: house).secret(of: helper).map { (helper.id.text, RoundKeys.path($0)) }
            }
        }
    }

    func interviews() async throws {
        for helper in some(try await helpers("trajectory_id"), 2) where chance(40) {
            let people = try await numbers(
                """
                SELECT number AS n FROM trajectory_person WHERE helper_id = \(helper.id)
                AND (state = 'open' OR (state = 'later' AND ask_again <= \(today))) ORDER BY number
                """)
            guard let number = one(people) else { continue }
            let others = organisations.map { String($0.number) } + ["centrale", "centrale", "zelf"]
            let form = [
                ("uitkomst", word("wil", "wil", "later", "nee", "onbereikbaar")), ("leuk", "onderwijs"),
                ("opnieuw", (today + dice.int(3...60)).iso), ("vertelt", "Leuk gesprek."), ("telefoon", "06 1234 5678"),
                ("toestemming", "ja"), ("vervolg", one(others) ?? "zelf"), ("deelt", "Wil helpen."),
            ]
            await post("\(helper.path)/gesprek/\(number)", form, "gesprek voeren")
        }
    }

    func trajectoryDesk() async throws {
        let role = broker()
        let running = try await numbers("SELECT number AS n FROM trajectory WHERE state = 'loopt' ORDER BY number")
        guard let number = one(running) else { return }
        let path = "/centrale/trajecten/\(number)"
        switch dice.int(0...9) {
        case 0: await post(path + "/verdelen", as: role, "verdelen")
        case 1:
            let first = (today + dice.int(-5...40)).iso
            await post(
                path + "/stappen", [("dag-voorbereiden", first), ("dag-gesprekken", first)], as: role, "stappen")
        case 2:
            let helpers = try await numbers(
                """
                SELECT h.number AS n FROM round_helper h JOIN trajectory t ON t.id = h.trajectory_id
                WHERE t.number = \(number) AND h.stopped_at IS NULL ORDER BY h.number
                """)
            if chance(30), let helper = one(helpers) {
                await post("\(path)/gespreksvoerders/\(helper)/stop", as: role, "gespreksvoerder stopt")
            }
        case 3:
            if chance(15) {
                await post(path + "/verslag", [("conclusie", "Vaker vragen.")], as: role, "traject afronden")
            }
        default: break
        }
        let people = try await site.read { db in
            try db.rows(
                """
                SELECT p.number, t.number AS trajectory FROM trajectory_person p JOIN trajectory t ON t.id = p.trajectory_id
                WHERE p.erased_at IS NULL AND p.state IN ('wil', 'later') AND p.started_at IS NULL
                AND p.intake_id IS NULL ORDER BY p.number
                """
            ).map { (number: try $0("number", as: Int.self), trajectory: try $0("trajectory", as: Int.self)) }
        }
        guard let person = one(people), chance(40) else { return }
        let base = "/centrale/trajecten/\(person.trajectory)/mensen/\(person.number)"
        let organisation = one(organisations)?.number ?? 1
        switch dice.int(0...4) {
        case 0: await post(base + "/balie", as: role, "naar de balie")
        case 1:
            let form = [("organisatie", String(organisation)), ("deelt", "Wil helpen.")]
            await post(base + "/doorverwijzen", form, as: role, "doorverwijzen")
        case 2: await post(base + "/begonnen", as: role, "begonnen")
        case 3: await post(base + "/sluiten", as: role, "trajectpersoon sluiten")
        default:
            let form = [("uitkomst", word("nee", "onbereikbaar"))]
            await post(base + "/gesprek", form, as: role, "gesprek door centrale")
        }
    }

    func answerReferrals() async throws {
        for owner in organisations where chance(35) {
            let base = "/organisatie/\(owner.number)/doorverwijzingen"
            let asked = try await numbers(
                """
                SELECT number AS n FROM trajectory_referral WHERE organisation_id = \(owner.id) AND state = 'gevraagd'
                ORDER BY number
                """)
            if let number = asked.first {
                await post(
                    "\(base)/\(number)", [("antwoord", word("ja", "ja", "nee"))], as: owner.role, "verwijzing antwoord")
            }
            let begun = try await numbers(
                """
                SELECT number AS n FROM trajectory_referral WHERE organisation_id = \(owner.id) AND state = 'ja'
                ORDER BY number
                """)
            if let number = begun.first, chance(40) {
                await post("\(base)/\(number)/afloop", [("afloop", word("ja", "nee"))], as: owner.role, "afloop")
            }
        }
    }
}
