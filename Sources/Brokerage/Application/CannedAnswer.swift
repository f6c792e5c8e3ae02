package import Community
package import Core
package import Storage

/// A text an organisation sends more often. `{{naam}}`, `{{vacature}}` and `{{organisatie}}` are filled in on use.
package struct CannedAnswer: Sendable {
    package let id: String
    package var name: String
    package var body: String

    package init(id: String, name: String, body: String) {
        self.id = id
        self.name = name
        self.body = body
    }

    init(row: Row) throws {
        id = try row("id")
        name = try row("name")
        body = try row("body")
    }

    package static func fill(_ text: String, name: String, vacancy: String, organisation: String) -> String {
        SignedText.fill(text, ["naam": name, "vacature": vacancy, "organisatie": organisation])
    }

    static func fill(_ text: String, _ dossier: ApplicationDossier) -> String {
        fill(
            text, name: dossier.application.name, vacancy: dossier.vacancy.title,
            organisation: dossier.organisation.name)
    }

    /// The texts every organisation can begin with.
    package static func standard(_ t: Texts) -> [CannedAnswer] {
        [
            CannedAnswer(
                id: "welkom", name: t("Bedankt, we nemen contact op"),
                body: t(
                    "Beste {{naam}},\n\nWat fijn dat je wilt helpen bij {{vacature}}. We lezen je bericht en nemen deze week contact met je op.\n\nGroet,\n{{organisatie}}"
                )),
            CannedAnswer(
                id: "kennismaken", name: t("Uitnodiging om kennis te maken"),
                body: t(
                    "Beste {{naam}},\n\nWe maken graag kennis. Wanneer kun je langskomen of bellen? Stuur ons een paar momenten die jou passen.\n\nGroet,\n{{organisatie}}"
                )),
            CannedAnswer(
                id: "plek-bezet", name: t("De plek is al vergeven"),
                body: t(
                    "Beste {{naam}},\n\nBedankt voor je reactie op {{vacature}}. We hebben al iemand gevonden. We hopen dat je snel iets anders vindt dat bij je past.\n\nGroet,\n{{organisatie}}"
                )),
            CannedAnswer(
                id: "meer-weten", name: t("We willen nog iets weten"),
                body: t(
                    "Beste {{naam}},\n\nBedankt voor je reactie op {{vacature}}. Wil je nog vertellen op welke dagen je kunt, en of je dit werk eerder deed?\n\nGroet,\n{{organisatie}}"
                )),
        ]
    }
}

extension CannedAnswer {
    /// The organisation's own texts in order of name; empty when it has none.
    package static func own(_ organisation: Organisation.Identity, in db: any SQLConnection) throws -> [CannedAnswer] {
        try db.rows(
            "SELECT id, name, body FROM canned_answer WHERE organisation_id = \(organisation) ORDER BY sort_key, id LIMIT 100"
        ).map(CannedAnswer.init(row:))
    }

    /// The organisation's own texts, or the standard ones.
    package static func all(_ organisation: Organisation.Identity, _ t: Texts, in db: any SQLConnection) throws
        -> [CannedAnswer]
    {
        let own = try own(organisation, in: db)
        return own.isEmpty ? standard(t) : own
    }

    static func add(
        name: String, body: String, to organisation: Organisation.Identity, now: Moment, in db: any SQLConnection
    ) throws -> String {
        let id = UUIDv7.make(at: now)
        try db.run(
            """
            INSERT INTO canned_answer (id, organisation_id, name, sort_key, body, updated_at)
            VALUES (\(id), \(organisation), \(name), \(TextFolding.fold(name)), \(body), \(now))
            """)
        return id
    }

    /// Makes the standard texts the organisation's own, so that they can be changed. Nothing when it has own ones.
    static func adoptStandard(_ organisation: Organisation.Identity, _ t: Texts, now: Moment, in db: any SQLConnection)
        throws
    {
        guard try own(organisation, in: db).isEmpty else { return }
        for answer in standard(t) {
            _ = try add(name: answer.name, body: answer.body, to: organisation, now: now, in: db)
        }
    }

    static func change(
        _ id: String, name: String, body: String, of organisation: Organisation.Identity, now: Moment,
        in db: any SQLConnection
    ) throws -> Bool {
        try db.run(
            """
            UPDATE canned_answer SET name = \(name), sort_key = \(TextFolding.fold(name)), body = \(body), updated_at = \(now)
            WHERE id = \(id) AND organisation_id = \(organisation)
            """) == 1
    }

    static func remove(_ id: String, of organisation: Organisation.Identity, in db: any SQLConnection) throws -> Bool {
        try db.run("DELETE FROM canned_answer WHERE id = \(id) AND organisation_id = \(organisation)") == 1
    }
}
