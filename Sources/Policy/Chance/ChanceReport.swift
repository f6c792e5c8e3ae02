import Core
import Web

/// What the documents tell of the board.
struct ChanceReport {
    let content: ChancesContent
    let view: ChanceView
    let t: Texts

    var blocks: [ReportBlock] {
        if view.open.isEmpty { return [] }
        let count = view.open.count
        var blocks: [ReportBlock] = [
            .paragraph(
                view.board.state == .closed
                    ? t(
                        "Op het bord staan \(count) kansen en bedreigingen. Er stemden \(view.voters) mensen op wat het belangrijkst is."
                    )
                    : t("Op het bord staan \(count) kansen en bedreigingen. Het stemmen is nog niet klaar."))
        ]
        if view.board.state == .closed, view.voters > 0, !view.tells {
            let few = ChanceView.smallestGroup
            blocks.append(
                .paragraph(
                    t("Minder dan \(few) mensen stemden. Daarom tonen we geen stemmen: je zou zien wie wat koos.")))
        }
        let top = view.ranked.filter { $0.votes > 0 }.prefix(10)
        if !top.isEmpty {
            blocks.append(
                .table(
                    caption: t("Kaartjes met de meeste stemmen"),
                    columns: [
                        Table.Column(t("Kaartje")), Table.Column(t("Soort")), Table.Column(t("Thema")),
                        Table.Column(t("Stemmen"), number: true),
                    ],
                    rows: top.map { [$0.card.text, t($0.card.kind.label), theme($0.card), view.words($0.votes, t)] }))
        }
        blocks.append(
            .table(
                caption: t("Kansen en bedreigingen per thema"),
                columns: [
                    Table.Column(t("Thema")), Table.Column(t("Kansen"), number: true),
                    Table.Column(t("Bedreigingen"), number: true),
                ],
                rows: content.themes.compactMap { theme in
                    let cards = view.open.filter { $0.theme == theme.id }
                    if cards.isEmpty { return nil }
                    let chances = cards.filter { $0.kind == .chance }.count
                    return [t(theme.name), String(chances), String(cards.count - chances)]
                }))
        blocks.append(.source(content.source))
        return blocks
    }

    private func theme(_ card: ChanceCard) -> String { content.theme(card.theme).map { t($0.name) } ?? "" }
}
