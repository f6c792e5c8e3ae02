import Core
import Storage
import Web

/// What the documents tell of the parties. Contact persons stay out: a document travels further than a page.
struct PartyReport {
    let content: PartyContent
    let t: Texts

    /// The most parties in one table: more than a person can know.
    private static let most = 300

    func blocks(of cycle: PolicyCycle, for document: ReportKind, today: Day, in db: any SQLConnection) throws
        -> [ReportBlock]
    {
        let parties = try Party.page(of: cycle.id, limit: Self.most, in: db).items
        if parties.isEmpty { return [] }
        let end = min(today, cycle.lastDay)
        let (all, spoken) = try Party.spoken(of: cycle.id, since: end - 365, upTo: end, in: db)
        var blocks: [ReportBlock] = [
            .paragraph(t("Er zijn \(all) partijen in beeld. Met \(spoken) is in twaalf maanden gesproken.")),
            groups(parties),
        ]
        if document != .evaluation {
            blocks.append(
                .table(
                    caption: t("Partijen: wat zij kunnen en nodig hebben"),
                    columns: [
                        Table.Column(t("Partij")), Table.Column(t("Soort")), Table.Column(t("Kan")),
                        Table.Column(t("Nodig")),
                    ],
                    rows: parties.map { [$0.name, kind($0), $0.can, $0.need] }))
        }
        if document == .handover {
            blocks.append(
                .table(
                    caption: t("Laatste gesprek en volgende stap"),
                    columns: [
                        Table.Column(t("Partij")), Table.Column(t("Laatst gesproken")),
                        Table.Column(t("Volgende stap")),
                    ],
                    rows: parties.map { party in
                        let next = party.nextDay.map { party.nextStep + ", " + t.date($0) } ?? party.nextStep
                        return [party.name, party.lastSpoken.map { t.date($0) } ?? "–", next]
                    }))
            blocks.append(
                .paragraph(t("De contactpersonen staan op de site, bij de partij. Alleen beleidsmedewerkers zien ze.")))
        }
        blocks.append(.source(content.source))
        return blocks
    }

    private func kind(_ party: Party) -> String { content.kind(party.kind).map { t($0.name) } ?? "" }

    private func groups(_ parties: [Party]) -> ReportBlock {
        .table(
            caption: t("Partijen per groep"),
            columns: [Table.Column(t("Groep")), Table.Column(t("Partijen"), number: true)],
            rows: content.groups.map { group in
                let count = parties.filter { content.kind($0.kind)?.group == group.key }.count
                return [t(group.name), String(count)]
            })
    }
}
