import Core
import Storage

/// The desk: people come in by every way, brokers call, plan, propose, close, are away, or forget.
extension SimWorld {
    private static let desk = "/centrale/balie"

    func comeIn() async throws {
        let (name, email) = person()
        switch dice.int(0...3) {
        case 0:
            var form = [("naam", name), ("gemeente", "GM9999"), ("vraag", "Iets met mensen.")]
            form.append(chance(70) ? ("email", email) : ("telefoon", "0612345678"))
            await post("/hulp-bij-kiezen", form, "balie web")
        case 1, 2:
            var form = [("weg", word("balie", "telefoon")), ("naam", name), ("goed", "ja"), ("doe", "bewaar")]
            if chance(60) { form.append(("email", email)) }
            if chance(60) { form.append(("mij", "ja")) }
            await post(Self.desk + "/nieuw", form, as: broker(), "balie")
        default:
            let form = [
                ("jouw-naam", "Wijkteam"), ("jouw-organisatie", "Wijkteam Noord"), ("jouw-mail", "v\(email)"),
                ("gemeente", "GM9999"), ("naam", name), ("email", email), ("goed", "ja"),
            ]
            await post("/doorverwijzen", form, "verwijzing")
        }
    }

    private struct Case: Sendable {
        let number: Int
        let state: String
        let step: String
        let email: String?
    }

    func workAtDesk() async throws {
        let open = try await site.read { db in
            try db.rows(
                """
                SELECT number, state, next_step, email FROM intake WHERE state <> 'gesloten' ORDER BY next_at, number
                """
            ).map {
                Case(
                    number: try $0("number"), state: try $0("state"), step: try $0("next_step"), email: try $0("email"))
            }
        }
        for item in Array(open.prefix(2)) + some(open, 2) where chance(55) { try await work(item) }
        if chance(5) {
            let closed = try await numbers(
                "SELECT number AS n FROM intake WHERE state = 'gesloten' AND erased_at IS NULL")
            if let number = one(closed.sorted()) {
                await post("\(Self.desk)/\(number)/heropenen", as: broker(), "balie heropenen")
            }
        }
    }

    private func work(_ item: Case) async throws {
        let path = "\(Self.desk)/\(item.number)"
        let role = broker()
        switch dice.int(0...11) {
        case 0, 1:
            var form = [("wat", word("gebeld", "langs", "bericht", "geen-gehoor"))]
            form.append(("gaat", word("goed", "goed", "vraag", "gestopt")))
            await post(path + "/contact", form, as: role, "balie contact")
        case 2:
            let day = today + dice.int(1...14)
            let plan = [("dag", day.iso), ("tijd", "10:30"), ("duur", "45"), ("waar", "Plein 1")]
            await post(path + "/afspraak", plan, as: role, "balie afspraak")
        case 3: await post(path + "/afspraak/af", as: role, "balie afspraak af")
        case 4, 5:
            let form = [
                ("leuk", "onderwijs"), ("moment", "di-avond"), ("toestemming", "mondeling"),
                ("lezen", word("team", "team", "eigen")), ("doe", word("klaar", "klaar", "bewaar")),
            ]
            await post(path + "/gesprek", form, as: role, "balie gesprek")
        case 6, 7:
            let works = try await numbers("SELECT number AS n FROM vacancy WHERE state = 'online' ORDER BY number")
            var form = some(works, 2).map { ("vacature", String($0)) }
            if chance(70) { form.append(("mailen", "ja")) }
            await post(path + "/voorstellen", form, as: role, "balie voorstel")
        case 8, 9: try await answerProposal(item, path, role)
        case 10: await post(path + "/pakken", as: role, "balie pakken")
        default:
            if chance(40) {
                let reason = word("elders", "wil-niet-meer", "geen-contact", "niets-gevonden")
                await post(path + "/sluiten", [("reden", reason)], as: role, "balie sluiten")
            }
        }
    }

    private func answerProposal(_ item: Case, _ path: String, _ role: Role) async throws {
        let open = try await texts(
            """
            SELECT p.id AS s FROM desk_proposal p JOIN intake i ON i.id = p.intake_id
            WHERE i.number = \(item.number) AND p.state IN ('voorgesteld', 'twijfel') ORDER BY p.created_at, p.id
            """)
        let form = [("antwoord", word("ja", "ja", "denk", "nee"))]
        guard let proposal = open.first else { return }
        if let email = item.email, chance(60), let door = try await link(email, "/hulp/") {
            await post("\(door)/voorstellen/\(proposal)", form, "voorstel: persoon")
        } else {
            await post("\(path)/voorstellen/\(proposal)", form, as: role, "voorstel: makelaar")
        }
    }

    func absence() async throws {
        guard chance(6), brokers.count > 1, let away = one(brokers), let cover = brokers.first(where: { $0 != away })
        else { return }
        let form = [("van", today.iso), ("tot", (today + dice.int(3...20)).iso), ("vervanger", site.id(cover))]
        await post(Self.desk + "/team", form, as: away, "afwezig")
    }

    /// An objection against what a program did, and an answer if somebody gives one.
    func objections() async throws {
        if chance(8) {
            let (name, email) = person()
            let form = [
                ("onderwerp", word("volgorde", "wat-past", "maatjes")), ("gemeente", "GM9999"),
                ("bezwaar", "Ik snap dit niet."), ("naam", name), ("email", email),
            ]
            await post("/vacatures/uitleg/bezwaar", form, "bezwaar")
        }
        guard chance(25) else { return }
        let open = try await numbers(
            "SELECT number AS n FROM algorithm_objection WHERE answered_at IS NULL ORDER BY number")
        if let number = open.first {
            let form = [("antwoord", "We keken het na."), ("aangepast", word("ja", "nee"))]
            await post("/centrale/bezwaren/\(number)", form, as: broker(), "bezwaar beantwoord")
        }
    }
}
