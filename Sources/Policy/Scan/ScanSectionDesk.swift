import Community
import Core
import Storage
import Web

extension ScansPart {
    /// What a page of questions needs.
    struct SectionDesk: Sendable {
        let cycle: PolicyCycle
        let filled: FilledScan
        let previous: FilledScan?
        let section: ScanSection
        let staff: [SharedName]
        let counts: [String: [String]]
        let proposals: [String: [String]]
        let t: Texts

        var form: ScanSectionForm {
            ScanSectionForm(section: section, sheet: filled.sheet, staff: staff.map { ($0.id, $0.name) }, t: t)
        }

        func page(_ visit: Visit, _ content: ContentShelf) -> ScanSectionPage {
            ScanSectionPage(
                visit: visit, cycle: cycle, filled: filled, previous: previous, section: section, form: form,
                counts: counts)
        }
    }

    struct SharedName: Sendable {
        let id: String
        let name: String
    }

    func sectionDesk(_ visit: Visit) async throws -> SectionDesk {
        try await house.database.read { [house, content] db in
            let (cycle, run) = try ScanDesk.open(visit, in: db)
            let filled = try FilledScan.load(run, content, in: db)
            guard let section = try filled.sheet.section(visit.parameter("deel")) else { throw WebError.notFound }
            let known = try PolicyHistory.load(
                cycle, on: visit.today, house: house, t: visit.t, now: visit.now, in: db)
            return SectionDesk(
                cycle: cycle, filled: filled, previous: try earlier(run, cycle, in: db).last, section: section,
                staff: try PolicyPeople.staff(of: cycle.municipality, in: db).map {
                    SharedName(id: $0.id, name: $0.name)
                },
                counts: try ScanCounts.lines(section, cycle, house: house, visit: visit, in: db),
                proposals: known.proposals, t: visit.t)
        }
    }
}
