import Community
import Core
import Web

/// What the documents tell of the fields.
struct FieldReport {
    let view: FieldView
    let content: FieldsContent
    let t: Texts

    var blocks: [ReportBlock] {
        let map = view.map(t, links: false)
        var blocks: [ReportBlock] = [
            .paragraph(
                t(
                    "Op \(view.covered) van de \(view.fields.count) terreinen is meer dan één organisatie in beeld. De stand is van \(t.date(view.coverage.day))."
                )),
            table,
        ]
        if !view.areas.isEmpty {
            blocks += [.heading(t("Witte plekken per wijk"), level: 4), spots]
            if !map.isEmpty {
                blocks.append(
                    .picture(map, caption: t("Aantal witte plekken per wijk"), description: inWords))
            }
            blocks.append(
                .paragraph(t("Een witte plek is een terrein zonder organisatie en zonder vacature in die wijk.")))
        }
        blocks.append(.source(content.source))
        return blocks
    }

    private var table: ReportBlock {
        .table(
            caption: t("Wat er is, per terrein"),
            columns: [Table.Column(t("Terrein"))] + view.supplies.map { Table.Column(t($0.name), number: true) }
                + [Table.Column(t("Hoe staat het?"))],
            rows: view.fields.map { field in
                [field.name] + view.supplies.map { t.number(view.coverage.count(field.key, $0.id)) }
                    + [content.words(view.coverage.level(field.key)).map { t($0) } ?? ""]
            })
    }

    private var spots: ReportBlock {
        .table(
            caption: t("Terreinen zonder organisatie en zonder vacature"),
            columns: [
                Table.Column(t("Wijk")), Table.Column(t("Aantal"), number: true), Table.Column(t("Terreinen")),
            ],
            rows: view.areas.map { area in
                let missing = view.whiteSpots(area)
                return [
                    area.name, String(missing.count),
                    missing.isEmpty ? "–" : missing.map(\.name).joined(separator: "; "),
                ]
            })
    }

    private var inWords: String {
        view.areas.map { "\($0.name): \(view.whiteSpots($0).count)" }.joined(separator: "; ")
    }
}
