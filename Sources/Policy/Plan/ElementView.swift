import Community
import Core
import Storage
import Web

/// What the page of one element shows.
struct ElementView: Sendable {
    let cycle: PolicyCycle
    let content: ElementsContent.Element
    let element: PlanElement
    let comments: [PlanComment]
    /// What other parts of the round tell here.
    let told: [ReportBlock]
    /// Where in the plan the rest is told: the part and the element.
    let references: [PlanReference]
    let startText: String
    let untold: [Clash]
    let waiting: [Clash]
}

/// A part that another element tells in full.
struct PlanReference: Sendable {
    let part: CyclePartKind
    let element: ElementsContent.Element
}

extension PlanPart {
    /// The element whose number stands in the path.
    func element(_ visit: Visit) throws -> ElementsContent.Element {
        guard let element = elements.element(number: try visit.number("onderdeel")) else { throw WebError.notFound }
        return element
    }

    func elementView(_ visit: Visit) async throws -> ElementView {
        let content = try element(visit)
        return try await house.database.read { db in
            let cycle = try PolicyCycle.readable(visit, in: db)
            let person = visit.actor.person
            return ElementView(
                cycle: cycle, content: content, element: try PlanElement.find(content.id, of: cycle.id, in: db),
                comments: try PlanComment.all(of: content.id, cycle.id, in: db),
                told: try told(content.told, in: cycle, t: visit.t, now: visit.now, db: db),
                references: references(content),
                startText: try startText(content, of: cycle.id, t: visit.t, in: db),
                untold: try Clash.untold(to: person, in: cycle.id, db: db).filter { $0.element == content.id },
                waiting: try Clash.waiting(for: person, in: cycle.id, db: db).filter { $0.element == content.id })
        }
    }

    /// What these parts have to tell; of parts that were left out only the reason.
    func told(
        _ names: [String], in cycle: PolicyCycle, t: Texts, now: Moment, db: any SQLConnection
    ) throws -> [ReportBlock] {
        let skipped = try SkippedPart.all(of: cycle.id, in: db)
        var asked: Set<CyclePartKind> = []
        var blocks: [ReportBlock] = []
        for name in names {
            if name == PartName.planPeople {
                blocks += try peopleBlocks(of: cycle, t: t, in: db)
                continue
            }
            guard let kind = PartName.kind(name), asked.insert(kind).inserted else { continue }
            if let skip = skipped[kind] {
                blocks.append(.paragraph(t("\(t(kind.label)): overgeslagen. Reden: \(skip.reason)")))
            } else if let part = policy.part(kind) {
                blocks += try part.report(of: cycle, for: .plan, t: t, now: now, in: db)
            }
        }
        return blocks
    }

    func references(_ content: ElementsContent.Element) -> [PlanReference] {
        (content.refersTo ?? []).compactMap { name in
            guard let part = PartName.kind(name), let home = elements.home(of: name), home.id != content.id else {
                return nil
            }
            return PlanReference(part: part, element: home)
        }
    }

    /// The answers of the steps that belong here, each a paragraph.
    private func startText(
        _ content: ElementsContent.Element, of cycle: PolicyCycle.Identity, t: Texts, in db: any SQLConnection
    ) throws -> String {
        let answers = try StepAnswer.all(of: cycle, in: db)
        return (content.startFrom ?? []).compactMap { answers[$0]?.text }.filter { !$0.isEmpty }.joined(
            separator: "\n\n")
    }
}
