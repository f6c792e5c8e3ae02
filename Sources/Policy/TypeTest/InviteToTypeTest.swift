import Community
import Core
import Formats
import Services
import Storage
import Web

/// People are invited by mail, each with a link of their own; whoever has not answered can be reminded. Who answered is
/// known to the program only, to spare them the reminder: no page tells it.
struct InviteToTypeTest: Sendable {
    let house: House

    /// The most addresses in one session.
    static let most = 200

    static let form = Form([
        Field(
            "adressen", Text("E-mailadressen"), .area(rows: 6), hint: Text("Zet elk adres op een eigen regel."),
            limit: 10_000)
    ])

    /// The addresses in a text, without doubles; what is no address comes back apart.
    static func addresses(_ text: String) -> (good: [String], bad: [String]) {
        var good: [String] = []
        var bad: [String] = []
        for part in text.split(whereSeparator: { $0.isNewline || $0 == "," || $0 == ";" || $0 == " " }) {
            if let email = Validation.email(String(part)) {
                if !good.contains(email.lowercased()) { good.append(email.lowercased()) }
            } else {
                bad.append(String(part))
            }
        }
        return (good, bad)
    }

    static func check(_ state: inout FormState) {
        let (good, bad) = addresses(state["adressen"])
        if let first = bad.first {
            state.addError("adressen", Text("“\(String(first.prefix(80)))” is geen e-mailadres. Verbeter het."))
        } else if good.count > most {
            state.addError("adressen", Text("Nodig hoogstens \(most) mensen uit."))
        }
    }

    /// - Returns: how many were invited now; who was invited before is left alone.
    func perform(_ addresses: [String], by visit: Visit) async throws -> Int {
        try await open(visit, "typetest-uitgenodigd") { session, db in
            let known = Set(
                try db.rows("SELECT email FROM policy_type_invitation WHERE session_id = \(session.id)").compactMap {
                    try $0("email", as: String?.self)
                })
            let new = addresses.filter { !known.contains($0) }
            guard known.count + new.count <= Self.most else {
                throw WebError.badRequest(Text("Nodig hoogstens \(Self.most) mensen uit."))
            }
            for address in new {
                let id = UUIDv7.make(at: visit.now)
                let secret = TypeTestSecrets(house: house).invitation(id)
                try db.run(
                    """
                    INSERT INTO policy_type_invitation (id, session_id, email, link_hash, answered, created_at, mailed_at)
                    VALUES (\(id), \(session.id), \(address), \(Secret.hash(secret)), \(false), \(visit.now), \(visit.now))
                    """)
                try mail(address, id, session, isReminder: false, in: db)
            }
            return new.count
        }
    }

    /// Mails everyone who has not answered and heard nothing for a day.
    func remind(by visit: Visit) async throws -> Int {
        try await open(visit, "typetest-herinnerd") { session, db in
            let waiting = try db.rows(
                """
                SELECT id, email FROM policy_type_invitation WHERE session_id = \(session.id) AND answered = \(false)
                AND email IS NOT NULL AND mailed_at <= \(visit.now - .days(1)) ORDER BY id
                """)
            for row in waiting {
                let id: String = try row("id")
                try mail(try row("email"), id, session, isReminder: true, in: db)
                try db.run("UPDATE policy_type_invitation SET mailed_at = \(visit.now) WHERE id = \(id)")
            }
            return waiting.count
        }
    }

    private func open(
        _ visit: Visit, _ action: String,
        _ body: @escaping @Sendable (TypeTestSession, any SQLConnection) throws -> Int
    ) async throws -> Int {
        try await house.database.write { [house] db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            let session = try TypeTestSession.inPath(visit, of: cycle, in: db)
            guard session.state == .open, session.way == .personal else {
                throw WebError.badRequest(Text("Open de test eerst. Dan kun je mensen uitnodigen."))
            }
            let count = try body(session, db)
            try house.record(
                Audit.Event(
                    action, "typetest", session.id.text, municipality: cycle.municipality,
                    details: ["aantal": .int(count)]), by: visit, in: db)
            return count
        }
    }

    private func mail(
        _ address: String, _ id: String, _ session: TypeTestSession, isReminder: Bool, in db: any SQLConnection
    ) throws {
        let language = try Person.language(of: address, in: db)
        let t = house.t(language)
        let url = house.origin + "/typetest/uitnodiging/" + TypeTestSecrets(house: house).invitation(id)
        try house.mail(
            Mail(
                to: address,
                subject: isReminder
                    ? t("Nog even: doe je mee met “\(session.title)”?") : t("Doe je mee met “\(session.title)”?"),
                kind: "typetest-uitnodiging", language: language, isSecret: true,
                [
                    .paragraph(
                        t("De gemeente denkt na over beleid voor vrijwilligers. Jouw mening telt mee.")),
                    .paragraph(
                        t(
                            "Je kiest veertien keer tussen twee antwoorden. Dat duurt een kwartier. Je hebt geen account nodig."
                        )),
                    .button(label: t("Doe de typetest"), url: url),
                    .small(
                        t(
                            "Niemand ziet wat jij antwoordt. De gemeente hoort alleen hoe de groep denkt. De link is van jou: stuur hem niet door."
                        )),
                ]), in: db)
    }
}
