import Core
import Storage

extension Overlooked {

    // MARK: Allowances

    /// An allowance that nobody can judge is somebody's to see to; one above the limit of the year is said aloud wherever
    /// somebody looks at the hours; hours that went back were told to whoever wrote them.
    func allowances() async throws -> [String] {
        var found: [String] = []
        for year in TestSite.start.day.year...today.year {
            found += try await limits(of: year)
            found += try await above(year)
        }
        return try await found + returned()
    }

    private func paid(_ year: Int) -> SQL {
        let first = Day(year: year, month: 1, day: 1) ?? today
        let last = Day(year: year, month: 12, day: 31) ?? today
        return "h.state <> 'terug' AND h.allowance_cents > 0 AND h.day >= \(first) AND h.day <= \(last)"
    }

    private func limits(of year: Int) async throws -> [String] {
        let paid = paid(year)
        let open = try await things(
            """
            SELECT (SELECT COUNT(*) FROM hours_entry h WHERE \(paid)) + (SELECT COUNT(*) FROM buddy_hours h WHERE \(paid))
                AS n, 0 AS g, '' AS s
            WHERE NOT EXISTS (SELECT 1 FROM allowance_rate r WHERE r.municipality_code = 'GM9999' AND r.year = \(year))
            """)
        let isKnown = staff.contains { role in
            (lists.items[role] ?? []).contains {
                $0.path.hasPrefix("/centrale/vergoedingen") && $0.title.contains(String(year))
            }
        }
        return open.filter { $0.number > 0 && !isKnown }.map {
            "\($0.number) vergoedingen in \(year), en geen grenzen van dat jaar"
        }
    }

    private func above(_ year: Int) async throws -> [String] {
        let isMore: SQL = """
            SUM(h.allowance_cents) > (SELECT r.year_cents FROM allowance_rate r
                WHERE r.municipality_code = 'GM9999' AND r.year = \(year))
            """
        let words = "In \(year) is de vergoeding"
        let asked = year == today.year ? "" : "?jaar=\(year)"
        var found: [String] = []
        let placed = try await things(
            """
            SELECT a.number AS n, o.number AS g, a.name AS s FROM hours_entry h
            JOIN application a ON a.id = h.application_id JOIN organisation o ON o.id = h.organisation_id
            WHERE \(paid(year)) AND a.erased_at IS NULL GROUP BY a.number, o.number, a.name HAVING \(isMore)
            ORDER BY a.number DESC
            """)
        for owner in world.organisations {
            let own = placed.filter { $0.group == owner.number }
            if own.isEmpty { continue }
            let page = await lists.page("/organisatie/\(owner.number)/uren\(asked)", as: owner.role)
            found += own.filter { !page.holds("\($0.text): \(words)") }.map {
                "organisatie \(owner.number) leest niet dat \($0.text) in \(year) te veel kreeg"
            }
        }
        // The volunteer too, on the own page.
        if year == today.year, let one = placed.first, let door = world.doors[one.number] {
            let page = await lists.page(door + "/uren", as: .anonymous)
            if page.status == 200, !page.holds(words) {
                found.append("\(one.text) leest niet dat de vergoeding in \(year) te hoog is")
            }
        }
        let buddies = try await things(
            """
            SELECT v.number AS n, 0 AS g, v.name AS s FROM buddy_hours h JOIN buddy_volunteer v ON v.id = h.volunteer_id
            WHERE \(paid(year)) AND v.erased_at IS NULL GROUP BY v.number, v.name HAVING \(isMore)
            ORDER BY v.number
            """)
        if buddies.isEmpty { return found }
        let page = await lists.page("/centrale/maatjes/uren\(asked)", as: .broker)
        return found
            + buddies.filter { !page.holds("\($0.text): \(words)") }.map {
                "de centrale leest niet dat maatje \($0.text) in \(year) te veel kreeg"
            }
    }

    /// The mail goes in the transaction that sends the hours back.
    private func returned() async throws -> [String] {
        let since = now - .days(8)
        let silent = try await things(
            """
            SELECT COUNT(*) AS n, 0 AS g, 'een plek' AS s FROM hours_entry h
            JOIN application a ON a.id = h.application_id
            WHERE h.state = 'terug' AND h.decided_at >= \(since) AND a.email IS NOT NULL AND a.erased_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM mail m WHERE m.recipient = a.email AND m.kind = 'uren-terug'
                AND m.created_at >= h.decided_at)
            UNION ALL
            SELECT COUNT(*) AS n, 0 AS g, 'een maatje' AS s FROM buddy_hours h
            JOIN buddy_volunteer v ON v.id = h.volunteer_id
            WHERE h.state = 'terug' AND h.decided_at >= \(since) AND v.email IS NOT NULL AND v.erased_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM mail m WHERE m.recipient = v.email AND m.kind = 'maatje-uren'
                AND m.created_at >= h.decided_at)
            """)
        return silent.filter { $0.number > 0 }.map { "\($0.number) regels van \($0.text) gingen terug zonder bericht" }
    }
}
