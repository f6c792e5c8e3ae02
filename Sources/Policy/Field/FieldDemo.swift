import Community
import Core
import Storage

/// The fields of the invented municipality: counts through the years, growing towards what there is now.
struct FieldDemo {
    let content: FieldsContent
    let demo: PolicyDemo
    let supplies: [Supply]

    func write(in db: any SQLConnection) throws {
        let today = demo.world.today
        for (cycle, own) in [(demo.past, ["own-sport"]), (demo.present, ["own-sport", "own-nature", "own-newcomers"])] {
            for (index, id) in own.enumerated() {
                guard let domain = content.ownDomains.first(where: { $0.id == id }) else { continue }
                try WorkField.save(
                    "eigen-\(index + 1)", name: domain.name.nl,
                    WorkField.rule(sectors: domain.registerSectors, groups: domain.targetGroups), of: cycle.id,
                    now: DutchTime.moment(cycle.firstDay), in: db)
            }
        }
        var random = Seeded(seed: 50)
        for (cycle, shares) in [(demo.past, [40, 48, 55, 62, 70]), (demo.present, [74, 82, 90])] {
            let fields = try WorkField.all(of: cycle.id, content, t: .dutch, in: db)
            for (index, share) in shares.enumerated() {
                // Each year in the week before Christmas, and the last time well before today.
                let day = Day(year: cycle.firstYear - 1 + index, month: 12, day: 18) ?? cycle.firstDay
                let counted = day < today ? day : today - 40 + index * 12
                guard counted < today else { continue }
                let cells = try supplies.map { supply in
                    let now = try supply.cells(cycle.municipality, today - 364, today, db)
                    // Small groups were not there yet in the early years.
                    return (
                        supply.id,
                        now.compactMap { cell -> Supply.Cell? in
                            let count = (0..<cell.count).filter { _ in random.int(0...99) < share }.count
                            return count == 0
                                ? nil
                                : Supply.Cell(
                                    sector: cell.sector, marks: cell.marks, neighbourhood: cell.neighbourhood,
                                    count: count)
                        }
                    )
                }
                try Coverage(fields, Dictionary(cells) { $0 + $1 }, day: counted).keep(for: cycle.id, in: db)
            }
        }
    }
}
