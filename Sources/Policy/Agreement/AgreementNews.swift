package import Community
package import Core
import Services
package import Storage

/// What the parties of an agreement are told about it.
package enum AgreementNews: String, Sendable, SQLConvertible {
    case shared = "concept"
    case settled = "vastgelegd"
    case changed = "gewijzigd"
    case ended = "beeindigd"
    case resumed = "hervat"
    case takenBack = "teruggehaald"

    /// As the subject of a mail and as a task.
    func title(_ agreement: String, _ t: Texts) -> String {
        switch self {
        case .shared: t("Lees het concept van “\(agreement)”")
        case .settled: t("“\(agreement)” is afgesproken")
        case .changed: t("“\(agreement)” is gewijzigd")
        case .ended: t("“\(agreement)” is beëindigd")
        case .resumed: t("“\(agreement)” geldt weer")
        case .takenBack: t("“\(agreement)” is weer een concept")
        }
    }

    func explanation(_ t: Texts) -> String {
        switch self {
        case .shared, .takenBack: t("Lees of het klopt. Klopt er iets niet? Laat het de gemeente weten.")
        case .settled: t("Vanaf nu geldt de afspraak. We vragen op vaste dagen hoe het gaat.")
        case .changed: t("Lees wat er veranderde, en waarom.")
        case .ended: t("Jullie hoeven geen verslag meer te doen.")
        case .resumed: t("De afspraak was beëindigd en loopt nu door.")
        }
    }
}

/// Until which version an organisation read an agreement.
package struct AgreementRead: Sendable {
    package let organisation: Organisation.Identity
    package let version: Int
    package let at: Moment

    package static func all(of agreements: [Agreement.Identity], in db: any SQLConnection) throws -> [Agreement
        .Identity:
        [AgreementRead]]
    {
        var found: [Agreement.Identity: [AgreementRead]] = [:]
        let rows = try db.rows(
            """
            SELECT * FROM policy_agreement_read WHERE agreement_id IN (\(list: agreements))
            ORDER BY read_at, agreement_id, organisation_id
            """)
        for row in rows {
            found[try row("agreement_id"), default: []].append(
                AgreementRead(
                    organisation: try row("organisation_id"), version: try row("version"), at: try row("read_at")))
        }
        return found
    }
}

/// Tells the organisations of an agreement what became of it, by mail and on their list of what waits.
struct TellParties: Sendable {
    let house: House
    let now: Moment

    static let kind = "afspraak-nieuws"

    /// - Parameters:
    ///   - reason: what an officer wrote about it.
    ///   - before: the parties there were, of which those that are gone hear that as well.
    func tell(
        _ news: AgreementNews, of id: Agreement.Identity, reason: String = "", before: [AgreementParty] = [],
        in db: any SQLConnection
    ) throws {
        try note(news, of: id, in: db)
        guard let it = try Agreement.find(id, in: db) else { return }
        let parties = try AgreementParty.all(of: [id], in: db)[id] ?? []
        for party in parties {
            guard let number = party.organisationNumber, let organisation = party.organisation else { continue }
            for reader in try AgreementReader.all(of: organisation, in: db) {
                try house.mail(mail(news, it, reason, reader, number), in: db)
            }
        }
        let left = Set(before.compactMap(\.organisation)).subtracting(parties.compactMap(\.organisation))
        for organisation in left.sorted(by: { $0.text < $1.text }) {
            for reader in try AgreementReader.all(of: organisation, in: db) {
                try house.mail(farewell(it, reason, reader), in: db)
            }
        }
    }

    /// Puts it on the list of the parties, without a mail.
    func note(_ news: AgreementNews, of id: Agreement.Identity, in db: any SQLConnection) throws {
        try db.run(
            """
            UPDATE policy_agreement SET news = \(news), news_version = version, news_at = \(now) WHERE id = \(id)
            """)
    }

    private func mail(
        _ news: AgreementNews, _ it: Agreement, _ reason: String, _ reader: AgreementReader, _ number: Int
    ) -> Mail {
        let t = house.t(reader.language)
        var blocks: [Mail.Block] = [.paragraph(news.title(it.title, t) + "."), .paragraph(news.explanation(t))]
        if !reason.isEmpty { blocks.append(.paragraph(t("De reden: \(reason)"))) }
        blocks.append(.button(label: t("Lees de afspraak"), url: house.origin + it.path(organisation: number)))
        return Mail(
            to: reader.email, name: reader.name, subject: news.title(it.title, t), kind: Self.kind,
            language: reader.language, blocks)
    }

    private func farewell(_ it: Agreement, _ reason: String, _ reader: AgreementReader) -> Mail {
        let t = house.t(reader.language)
        var blocks: [Mail.Block] = [
            .paragraph(t("Jullie organisatie staat niet meer bij de partijen van “\(it.title)”.")),
            .paragraph(t("Klopt dat niet? Laat het de gemeente weten.")),
        ]
        if !reason.isEmpty { blocks.insert(.paragraph(t("De reden: \(reason)")), at: 1) }
        return Mail(
            to: reader.email, name: reader.name, subject: t("Jullie doen niet meer mee aan “\(it.title)”"),
            kind: Self.kind, language: reader.language, blocks)
    }
}

/// Who reads mail about agreements for an organisation.
struct AgreementReader: Sendable {
    let email: String
    let name: String
    let language: Language

    /// Everyone who acts for the organisation; its own address when nobody does.
    static func all(of organisation: Organisation.Identity, in db: any SQLConnection) throws -> [AgreementReader] {
        guard let found = try Organisation.find(organisation, in: db), found.state != .stopped else { return [] }
        let members = try db.rows(
            """
            SELECT p.name, p.email, p.language FROM membership m JOIN person p ON p.id = m.person_id
            WHERE m.organisation_id = \(organisation) AND p.email IS NOT NULL AND p.erased_at IS NULL
            ORDER BY m.created_at, p.id LIMIT 20
            """
        ).map { row in
            AgreementReader(email: try row("email"), name: try row("name"), language: try row("language"))
        }
        return members.isEmpty
            ? [AgreementReader(email: found.email, name: found.contact, language: .dutch)] : members
    }
}
