import Community
import Core
import Storage
import Web

extension HandoverPart {
    /// The file as it is at this moment, for whoever asks.
    func document(of cycle: PolicyCycle, for actor: Actor, t: Texts, now: Moment, in db: any SQLConnection) throws
        -> ReportDocument
    {
        let file = content
        let notes = try HandoverNote.all(of: cycle.id, in: db)
        let skipped = try SkippedPart.all(of: cycle.id, in: db)
        let live = HandoverLive(policy: policy, cycle: cycle, actor: actor, t: t, now: now)
        var seen: [CyclePartKind: String] = [:]
        var chapters: [ReportDocument.Chapter] = []
        for section in file.sections {
            var blocks: [ReportBlock] = [.paragraph(t(section.text))]
            blocks += try own(section, notes[section.id], t)
            blocks += try live.blocks(section.id, file, in: db)
            for kind in kinds(section) {
                if let earlier = seen[kind] {
                    blocks.append(.paragraph(t("\(t(kind.label)): zie “\(earlier)”.")))
                    continue
                }
                guard skipped[kind] == nil, let part = policy.part(kind) else { continue }
                let told = try part.report(of: cycle, for: .handover, t: t, now: now, in: db)
                seen[kind] = t(section.name)
                if !told.isEmpty { blocks += [.heading(t(kind.label))] + told }
            }
            chapters.append(.init(title: t(section.name), blocks: blocks))
        }
        let place = try Places.municipality(cycle.municipality, in: db)?.name ?? ""
        return ReportDocument(
            title: t("Overdracht van “\(cycle.name)”"), place: t("Gemeente \(place)"),
            state: t("Gemaakt op \(t.date(now.day)), uit wat er die dag stond"), chapters: chapters)
    }

    /// Each kind once; a section may name one by several of its lists.
    private func kinds(_ section: HandoverContent.Section) -> [CyclePartKind] {
        section.filledFrom.compactMap(PartName.kind).reduce(into: []) { kinds, kind in
            if !kinds.contains(kind) { kinds.append(kind) }
        }
    }

    private func own(_ section: HandoverContent.Section, _ note: HandoverNote?, _ t: Texts) throws -> [ReportBlock] {
        guard let note, !note.text.isEmpty else { return [] }
        let author = note.author ?? t("iemand die weg is")
        return [
            .heading(t(section.ownWords)), .markdown(note.text),
            .paragraph(t("Geschreven door \(author) op \(t.date(note.savedAt.day)).")),
        ]
    }
}
