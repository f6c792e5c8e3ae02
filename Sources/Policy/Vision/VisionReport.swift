import Core
import Web

/// What the documents tell of the vision. People who proposed are counted by role, never named.
struct VisionReport {
    let view: VisionView
    let shelf: ContentShelf
    let document: ReportKind
    let t: Texts

    var blocks: [ReportBlock] {
        guard let vision = view.versions.first else { return unfinished }
        let content = VisionView.content(vision, shelf)
        let picture = VisionPicture(content: content, proposals: view.sent, adopted: vision.choice, t: t)
        var blocks: [ReportBlock] = [
            .paragraph(adoption(vision)), .markdown(vision.text),
            .picture(picture.drawing, caption: picture.caption, description: picture.description),
            places(vision, content),
        ]
        blocks += list(t("Onze uitgangspunten"), vision.choice.sentences(content, t))
        blocks += pairs(
            t("Zo sturen we"), t("Manier"),
            content.ways.compactMap { way in vision.choice.ways[way.id].map { [t(way.name), $0] } })
        blocks += pairs(
            t("Wat we kozen"), t("Onderwerp"),
            content.themes.compactMap { theme in
                let options = vision.choice.options(theme, t)
                return options.isEmpty ? nil : [t(theme.name), options.joined(separator: "; ")]
            })
        blocks += making
        if document != .plan { blocks += versions }
        if document == .handover { blocks += differences }
        return blocks + [.source(content.source)]
    }

    /// While nothing was adopted, whoever takes over has to know how far it is.
    private var unfinished: [ReportBlock] {
        guard document == .handover, !view.proposals.isEmpty else { return [] }
        let line = t(
            "Er is nog geen visie gekozen. \(view.sent.count) van \(view.proposals.count) voorstellen zijn binnen.")
        return [.paragraph(line)] + differences
    }

    private func adoption(_ vision: AdoptedVision) -> String {
        t("Versie \(vision.version), vastgesteld op \(t.date(vision.adoptedOn)).") + " "
            + t("Door: \(t(vision.body.label).lowercased()).")
    }

    private func places(_ vision: AdoptedVision, _ content: VisionContent) -> ReportBlock {
        let rows = content.dimensions.map { dimension -> [String] in
            let value = vision.choice.value(dimension.id) ?? dimension.middle
            return [
                t(dimension.name), t("\(value) van \(dimension.range.upperBound)"),
                VisionText.side(value, dimension, t),
            ]
        }
        return .table(
            caption: t("Onze plek op de twee schalen"),
            columns: [.init(t("Schaal")), .init(t("Plek")), .init(t("Dichtst bij"))], rows: rows)
    }

    private func list(_ title: String, _ lines: [String]) -> [ReportBlock] {
        lines.isEmpty ? [] : [.heading(title), .list(lines)]
    }

    private func pairs(_ title: String, _ column: String, _ rows: [[String]]) -> [ReportBlock] {
        if rows.isEmpty { return [] }
        return [
            .heading(title), .table(caption: title, columns: [.init(column), .init(t("Wat we kozen"))], rows: rows),
        ]
    }

    private var making: [ReportBlock] {
        if view.sent.isEmpty { return [] }
        let roles = VisionRole.allCases.compactMap { role -> String? in
            let count = view.sent.filter { $0.role == role }.count
            return count == 0 ? nil : "\(t(role.label).lowercased()) (\(count))"
        }
        return [
            .heading(t("Hoe de visie is gemaakt")),
            .paragraph(
                t.plural(view.sent.count, "Er was 1 voorstel.", "Er waren \(view.sent.count) voorstellen.") + " "
                    + t("Ze kwamen van: \(roles.joined(separator: ", ")).")),
        ]
    }

    private var versions: [ReportBlock] {
        guard view.versions.count > 1 else { return [] }
        let rows = view.versions.map { version in
            [t("Versie \(version.version)"), t.date(version.adoptedOn), t(version.body.label), version.reason]
        }
        return [
            .heading(t("Versies van de visie")),
            .table(
                caption: t("Versies van de visie"),
                columns: [
                    .init(t("Versie")), .init(t("Vastgesteld op")), .init(t("Door wie")), .init(t("Reden")),
                ], rows: rows),
        ]
    }

    /// What people disagreed on, by number of their proposal.
    private var differences: [ReportBlock] {
        let comparison = view.comparison
        let rows = comparison.divided(t).prefix(8)
        guard comparison.proposals.count > 1, !rows.isEmpty else { return [] }
        let columns =
            [Table.Column(t("Onderwerp"))]
            + comparison.proposals.map { Table.Column("\($0.number). \(t($0.role.label))") }
        return [
            .heading(t("Waar de voorstellen het meest verschilden")),
            .table(
                caption: t("Verschillen tussen de voorstellen"), columns: columns,
                rows: rows.map { [$0.title] + $0.cells }),
        ]
    }
}
