import Core
import Storage

@testable import Brokerage

/// Rounds past the doors: nobody home once or twice, cards in mailboxes that are answered or not, households that want
/// to be left alone, walkers who are mistaken, add a door, or stop.
extension SimWorld {
    func startRound() async throws {
        let form = [("naam", "Ronde \(today.iso)"), ("buurt", "n1"), ("van", today.iso), ("tot", (today + 70).iso)]
        guard await post("/centrale/rondes/nieuw", form, as: .broker, "ronde"),
            let number = try await numbers("SELECT MAX(number) AS n FROM door_round").first
        else { return }
        let path = "/centrale/rondes/\(number)"
        for _ in 0..<2 { await addWalker(path, .broker) }
        let list = try DoorList(lines: "Dorpsstraat 1-47 oneven")
        await post(path + "/deuren/klaar", [("lijst", list.csv)], as: .broker, "deuren")
        await post(path + "/verdelen", as: .broker, "deuren verdelen")
    }

    private func addWalker(_ path: String, _ role: Role) async {
        await post(path + "/lopers", [("naam", "Loper \(person().name)")], as: role, "loper")
    }

    private struct Seen: Sendable {
        let number: Int
        let state: String
        let visits: Int
    }

    func walk() async throws {
        for helper in try await helpers("round_id") where chance(55) {
            let doors = try await site.read { db in
                try db.rows(
                    """
                    SELECT number, state, visits FROM door WHERE helper_id = \(helper.id) AND state <> 'gesproken'
                    ORDER BY number
                    """
                ).map { Seen(number: try $0("number"), state: try $0("state"), visits: try $0("visits")) }
            }
            for door in some(doors, 3) { await knock(door, "\(helper.path)/deur/\(door.number)") }
            if chance(3) {
                let first = 50 + 2 * dice.int(0...10)
                let form = [("straat", "Dorpsstraat"), ("nummers", "\(first)-\(first + 2) even")]
                await post(helper.path + "/deuren", form, "loper voegt deuren toe")
            }
        }
        try await answerCard()
        try await roundDesk()
    }

    private func knock(_ door: Seen, _ path: String) async {
        let seen = ("keer", String(door.visits))
        func press(_ what: String, _ act: String) async { await post(path, [("doe", what), seen], act) }
        switch door.state {
        case "open", "niet-thuis":
            switch dice.int(0...9) {
            case 0...2: await post(path + "/gesproken", [seen] + said(), "deur gesproken")
            case 3...7: await press("niet-thuis", door.visits == 0 ? "deur niet thuis" : "deur weer niet thuis")
            case 8: await press("nee", "deur nee")
            default: await press("vervalt", "deur vervalt")
            }
        case "kaart":
            // A third time counts only when somebody opens.
            if chance(15) { await press("niet-thuis", "deur een derde keer") }
            if chance(8) { await post(path + "/gesproken", [seen] + said(), "deur toch gesproken") }
            if chance(4) { await press("terug", "deur terug") }
        default:
            // The page of a walker is older than what the household said, or the walker was mistaken.
            if leftAlone.contains(door.number) {
                await press(word("terug", "niet-thuis"), "deur die met rust wil")
            } else if chance(5) {
                await press("terug", "deur terug")
            }
        }
    }

    private func said() -> [(String, String)] {
        var form = chance(70) ? [("aanbod", "Kan rijden")] : []
        if form.isEmpty || chance(20) { form.append(("vraag", "De tuin")) }
        // Without a yes only that there was a talk.
        if chance(20) { return form }
        return form + [("naam", person().name), ("telefoon", "06 1234 5678"), ("toestemming", "ja")]
    }

    /// Somebody comes home and finds the card.
    private func answerCard() async throws {
        let codes = DoorCode(house: site.town.house)
        let cards = try await site.read { db in
            try db.rows(
                """
                SELECT d.* FROM door d JOIN door_round r ON r.id = d.round_id
                WHERE r.state = 'loopt' AND d.code_hash IS NOT NULL ORDER BY d.number
                """
            ).map { row in
                let door = try Door(row: row)
                return (number: door.number, code: codes.read(door) ?? "")
            }
        }
        guard let card = one(cards), chance(35) else { return }
        let path = "/ronde/antwoord/" + DoorCode.bare(card.code)
        if chance(45) {
            if await post(path, [("doe", "nee")], "kaart: met rust") { leftAlone.insert(card.number) }
        } else {
            var form = [("naam", person().name), ("telefoon", "06 1234 5678"), ("toestemming", "ja")]
            form.append(chance(70) ? ("aanbod", "Ik kan koken") : ("vraag", "Vervoer"))
            await post(path, form, "kaart: wil wel")
        }
    }

    private func roundDesk() async throws {
        let running = try await numbers("SELECT number AS n FROM door_round WHERE state = 'loopt' ORDER BY number")
        guard let number = running.last else { return }
        let (path, role) = ("/centrale/rondes/\(number)", broker())
        let walkers = try await numbers(
            """
            SELECT h.number AS n FROM round_helper h JOIN door_round r ON r.id = h.round_id
            WHERE r.number = \(number) AND h.stopped_at IS NULL ORDER BY h.number
            """)
        if chance(6), let walker = one(walkers) {
            await post("\(path)/lopers/\(walker)/stop", as: role, "loper stopt")
        }
        if chance(15) {
            if walkers.count < 2 { await addWalker(path, role) }
            if !walkers.isEmpty { await post(path + "/verdelen", as: role, "deuren verdelen") }
        }
        let over = try await numbers(
            "SELECT number AS n FROM door_round WHERE state = 'loopt' AND last_day < \(today) ORDER BY number")
        if let number = over.first, chance(10) {
            await post("/centrale/rondes/\(number)/verslag", [("conclusie", "Goed.")], as: role, "ronde afronden")
        }
    }
}
