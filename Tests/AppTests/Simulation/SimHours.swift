import Core
import Storage

/// Allowances beside the hours, some far above what a year may bring; hours that came back and are put right; and the
/// limits of a year, which somebody at the centre fills in, late or not at all.
extension SimWorld {
    func allowance() -> [(String, String)] {
        switch dice.int(0...9) {
        case 0...4: []
        case 5...7: [("vergoeding", "9,50")]
        case 8: [("vergoeding", "150")]
        default: [("vergoeding", "2.400")]
        }
    }

    func allowances() async throws {
        try await correctHours()
        try await correctBuddyHours()
        try await writeForOthers()
        guard chance(4) else { return }
        let years = Array(TestSite.start.day.year...today.year)
        let known = try await numbers("SELECT year AS n FROM allowance_rate WHERE municipality_code = 'GM9999'")
        guard let year = one(years.filter { !known.contains($0) }) else { return }
        let form = [
            ("jaar", String(year)), ("uur", "5,70"), ("uur-jong", "3,40"), ("maand", "220"), ("heel-jaar", "2.200"),
            ("bron", "Belastingdienst"),
        ]
        await post("/centrale/vergoedingen", form, as: broker(), "grenzen van een jaar")
    }

    private struct Returned: Sendable {
        let id: String
        /// Of the application, or of the pair.
        let number: Int
        let email: String?

        init(row: Row) throws {
            id = try row("id")
            number = try row("number")
            email = try row("email")
        }
    }

    private func correctHours() async throws {
        let back = try await site.read { db in
            try db.rows(
                """
                SELECT h.id, a.number, a.email FROM hours_entry h JOIN application a ON a.id = h.application_id
                WHERE h.state = 'terug' AND a.state = 'geplaatst' AND a.stopped_at IS NULL ORDER BY h.day, h.id
                """
            ).map(Returned.init(row:))
        }
        for item in some(back, 2) where chance(40) {
            guard let door = doors[item.number] else { continue }
            await correct(item, at: door + "/uren", "uren")
        }
    }

    private func correctBuddyHours() async throws {
        let back = try await site.read { db in
            try db.rows(
                """
                SELECT h.id, p.number, v.email FROM buddy_hours h JOIN buddy_pair p ON p.id = h.pair_id
                JOIN buddy_volunteer v ON v.id = h.volunteer_id
                WHERE h.state = 'terug' AND v.erased_at IS NULL ORDER BY h.day, h.id
                """
            ).map(Returned.init(row:))
        }
        for item in some(back, 2) where chance(40) {
            guard let email = item.email, let door = try await link(email, "/maatje/") else { continue }
            await correct(item, at: door + "/uren", "maatje uren")
        }
    }

    /// Takes the line away, and mostly writes a better one.
    private func correct(_ item: Returned, at path: String, _ act: String) async {
        guard await post("\(path)/\(item.id)/weg", [], act + " weg"), chance(70) else { return }
        let form = [
            ("vrijwilliger", String(item.number)), ("dag", today.iso), ("uren", "1"), ("wat", "Nu klopt het"),
            ("vergoeding", "4,50"),
        ]
        await post(path, form, act + " verbeterd")
    }

    /// An organisation or the centre writes the hours down itself: nobody has to say yes any more.
    private func writeForOthers() async throws {
        if chance(6), let owner = one(organisations) {
            let placed = try await numbers(
                """
                SELECT number AS n FROM application WHERE organisation_id = \(owner.id) AND state = 'geplaatst'
                AND stopped_at IS NULL AND erased_at IS NULL ORDER BY number
                """)
            if let number = one(placed) {
                await post(
                    "/organisatie/\(owner.number)/uren", line(of: number), as: owner.role, "organisatie schrijft uren")
            }
        }
        if chance(6) {
            let pairs = try await numbers("SELECT number AS n FROM buddy_pair WHERE state = 'loopt' ORDER BY number")
            if let number = one(pairs) {
                await post("/centrale/maatjes/uren", line(of: number), as: broker(), "centrale schrijft maatje-uren")
            }
        }
    }

    private func line(of number: Int) -> [(String, String)] {
        [("vrijwilliger", String(number)), ("dag", today.iso), ("uren", "2"), ("wat", "Samen")] + allowance()
    }
}
