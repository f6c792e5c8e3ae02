import Community
import Core
import Formats
import Services
import Storage
import Web

/// An officer opens the board, moves it on, renews its link, invites people, or covers a card.
enum ChangeBoard {
    static func open(content: Int, by visit: Visit, house: House) async throws -> PolicyCycle {
        try await house.database.write { db in
            try db.holdAlone("policy_board")
            let cycle = try PolicyCycle.changeable(visit, in: db)
            guard try ChanceBoard.find(cycle.id, in: db) == nil else { return cycle }
            let nonce = UUIDv7.make(at: visit.now)
            let secret = ChanceBoard.secret(cycle.id, nonce: nonce, vault: house.vault)
            try db.run(
                """
                INSERT INTO policy_board (cycle_id, state, code, nonce, secret_hash, content_version, opened_at)
                VALUES (\(cycle.id), \(ChanceBoard.State.collecting), \(try freeCode(in: db)), \(nonce),
                    \(Secret.hash(secret)), \(content), \(visit.now))
                """)
            try record("kansenbord-geopend", cycle, visit, house, in: db)
            return cycle
        }
    }

    /// Collecting, voting, closed; and one step back, as long as that undoes nobody's vote.
    static func move(to state: ChanceBoard.State, until: Day?, by visit: Visit, house: House) async throws {
        try await change("kansenbord-verder", by: visit, house: house, details: ["stand": .string(state.rawValue)]) {
            board, cycle, db in
            if state == .collecting, try ChanceBoard.voters(of: cycle.id, in: db) > 0 {
                throw WebError.badRequest(Text("Er is al gestemd. Nieuwe kaartjes kunnen er niet meer bij."))
            }
            // Of two results that were both told, the difference is the vote of who came in between.
            if board.state == .closed, state != .closed,
                try ChanceBoard.voters(of: cycle.id, in: db) >= ChanceView.smallestGroup
            {
                throw WebError.badRequest(
                    Text("De stemmen zijn al te zien. Daarom kan er niet meer gestemd worden."))
            }
            let closed: Moment? = state == .closed ? visit.now : nil
            try db.run(
                """
                UPDATE policy_board SET state = \(state), until_day = \(until), closed_at = \(closed)
                WHERE cycle_id = \(cycle.id)
                """)
        }
    }

    /// The board of a round that closes, when it has one.
    static func close(of cycle: PolicyCycle, by visit: Visit, house: House, in db: any SQLConnection) throws {
        let state = ChanceBoard.State.closed
        let changed = try db.run(
            """
            UPDATE policy_board SET state = \(state), closed_at = \(visit.now)
            WHERE cycle_id = \(cycle.id) AND state <> \(state)
            """)
        guard changed == 1 else { return }
        try record(
            "kansenbord-verder", cycle, visit, house, details: ["stand": .string(state.rawValue)], in: db)
    }

    /// The old link and code no longer let anyone new in; personal links go on.
    static func renew(by visit: Visit, house: House) async throws {
        try await change("kansenbord-nieuwe-link", by: visit, house: house) { _, cycle, db in
            let nonce = UUIDv7.make(at: visit.now)
            let secret = ChanceBoard.secret(cycle.id, nonce: nonce, vault: house.vault)
            try db.run(
                """
                UPDATE policy_board SET nonce = \(nonce), secret_hash = \(Secret.hash(secret)),
                    code = \(try freeCode(in: db)) WHERE cycle_id = \(cycle.id)
                """)
        }
    }

    /// Each address gets a link of its own; the addresses are only in the mail.
    static func invite(_ addresses: [String], by visit: Visit, house: House) async throws {
        try await change("kansenbord-uitgenodigd", by: visit, house: house, details: ["aantal": .int(addresses.count)])
        {
            board, cycle, db in
            guard board.state != .closed else {
                throw WebError.badRequest(Text("Het bord is gesloten. Uitnodigen kan niet meer."))
            }
            let place = try Places.municipality(cycle.municipality, in: db)?.name ?? cycle.municipality
            for address in addresses {
                let language = try Person.language(of: address, in: db)
                let t = house.t(language)
                let secret = Secret.make()
                _ = try ChanceBoard.makeGuest(of: cycle.id, secret: secret, person: nil, now: visit.now, in: db)
                try house.mail(
                    Mail(
                        to: address, subject: t("Denk mee: kansen en bedreigingen in \(place)"),
                        kind: "kansen-uitnodiging", language: language, isSecret: true,
                        [
                            .paragraph(
                                t(
                                    "De gemeente \(place) maakt nieuw beleid voor vrijwilligers en vraagt jou om mee te denken."
                                )),
                            .paragraph(
                                t(
                                    "Wat gaat er goed komen, en wat baart je zorgen? Je schrijft korte kaartjes. Daarna stem je op wat belangrijk is."
                                )),
                            .button(label: t("Doe mee"), url: house.origin + "/kansen/mee/" + secret),
                            .small(t("Deze link is van jou alleen. Je hebt geen account nodig.")),
                        ]), in: db)
            }
        }
    }

    /// Covers a card that names a person, or shows it again. Nothing else is a reason. Its votes stay, out of sight: a
    /// result that was told does not change.
    ///
    /// - Parameter id: of the card that was read, while its number can still go to another.
    static func cover(_ number: Int, id: String?, isHidden: Bool, by visit: Visit, house: House) async throws {
        try await change(
            isHidden ? "kaartje-afgedekt" : "kaartje-getoond", by: visit, house: house,
            details: ["kaartje": .int(number)]
        ) { _, cycle, db in
            let at: Moment? = isHidden ? visit.now : nil
            let same: SQL = id.map { "AND id = \($0)" } ?? ""
            let changed = try db.run(
                """
                UPDATE policy_card SET hidden_at = \(at) WHERE cycle_id = \(cycle.id) AND number = \(number)
                AND body <> '' \(same)
                """)
            guard changed == 1 else { throw WebError.notFound }
        }
    }

    private static func change(
        _ action: String, by visit: Visit, house: House, details: JSONValue = [:],
        _ body: @escaping @Sendable (ChanceBoard, PolicyCycle, any SQLConnection) throws -> Void
    ) async throws {
        try await house.database.write { db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            guard let board = try ChanceBoard.find(cycle.id, in: db) else { throw WebError.notFound }
            try body(board, cycle, db)
            try record(action, cycle, visit, house, details: details, in: db)
        }
    }

    private static func record(
        _ action: String, _ cycle: PolicyCycle, _ visit: Visit, _ house: House, details: JSONValue = [:],
        in db: any SQLConnection
    ) throws {
        try house.record(
            Audit.Event(action, "ronde", cycle.id.text, municipality: cycle.municipality, details: details), by: visit,
            in: db)
    }

    private static func freeCode(in db: any SQLConnection) throws -> String {
        var code = ChanceBoard.makeCode()
        while try ChanceBoard.find(code: code, in: db) != nil { code = ChanceBoard.makeCode() }
        return code
    }
}
