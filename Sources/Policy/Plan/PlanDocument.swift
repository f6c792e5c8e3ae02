import Community
import Core
import Formats
import Storage
import Web

/// What state the plan is in, as under its title.
enum PlanState: Sendable {
    case draft(Day)
    case adopted(Day, decision: String)

    func line(_ t: Texts) -> String {
        switch self {
        case .draft(let day): t("Ontwerp van \(t.date(day))")
        case .adopted(let day, let decision):
            t("Vastgesteld door de gemeenteraad op \(t.date(day)), besluit \(decision)")
        }
    }
}

extension PlanPart {
    /// Puts the plan together from what is there at this moment: fifteen chapters, each with what the municipality wrote
    /// and what the parts tell.
    func document(
        of cycle: PolicyCycle, state: PlanState, t: Texts, now: Moment, in db: any SQLConnection
    ) throws -> ReportDocument {
        let texts = try PlanElement.all(of: cycle.id, in: db)
        let place = try Places.municipality(cycle.municipality, in: db)?.name ?? ""
        var annexes: [ReportDocument.Chapter] = []
        let chapters = try elements.elements.map { content in
            let element = texts[content.id]
            var blocks = try blocks(content, element, of: cycle, t: t, now: now, in: db)
            for name in element?.skipReason == nil ? content.annex ?? [] : [] {
                let told = try told([name], in: cycle, t: t, now: now, db: db)
                guard !told.isEmpty, let kind = PartName.kind(name) else { continue }
                let label = kind == .plan ? t("Planning van taken") : t(kind.label)
                blocks.append(.paragraph(t("\(label): zie bijlage \(ReportDocument.letter(annexes.count))")))
                annexes.append(.init(title: label, blocks: told, isAnnex: true))
            }
            return ReportDocument.Chapter(
                title: t(content.name),
                blocks: blocks.isEmpty ? [.paragraph(t("Dit onderdeel is nog niet geschreven."))] : blocks)
        }
        return ReportDocument(
            title: cycle.name, place: t("Gemeente \(place)"), state: state.line(t), chapters: chapters + annexes)
    }

    private func blocks(
        _ content: ElementsContent.Element, _ element: PlanElement?, of cycle: PolicyCycle, t: Texts, now: Moment,
        in db: any SQLConnection
    ) throws -> [ReportBlock] {
        if let reason = element?.skipReason {
            return [.paragraph(t("Dit onderdeel is overgeslagen. Reden: \(reason)"))]
        }
        var blocks: [ReportBlock] = []
        if let text = element?.text, !text.isEmpty { blocks.append(.markdown(text)) }
        blocks += try told(content.filledFrom, in: cycle, t: t, now: now, db: db)
        blocks += references(content).map { item in
            let name = t(item.element.name)
            return .paragraph(t("\(t(item.part.label)): zie onderdeel \(item.element.number), \(name)"))
        }
        return blocks
    }
}
