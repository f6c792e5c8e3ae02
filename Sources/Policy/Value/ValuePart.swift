package import Community
package import Core
import Formats
package import Storage
import Web

/// Value and impact (V16): what the hours are worth with every assumption shown, and what they mean to four parties.
package struct ValuePart: CyclePart {
    package let house: House
    let content: ContentShelf

    package init(house: House, content: ContentShelf) {
        self.house = house
        self.content = content
    }

    package var kind: CyclePartKind { .value }
    package var migrations: [Migration] { [ValueCalculation.migration] }

    package func status(of cycle: PolicyCycle, t: Texts, now: Moment, in db: any SQLConnection) throws -> PartStatus {
        guard let newest = try ValueCalculation.all(of: cycle.id, in: db).first else {
            return PartStatus(.open, next: t("Bekijk het voorstel"))
        }
        let words = ValueWords(content: file(of: newest), t: t)
        return PartStatus(
            .done,
            line: t(
                "\(words.rounded(newest.band.low.value)) tot \(words.rounded(newest.band.high.value)) per jaar, midden \(words.rounded(newest.band.middle.value))"
            ))
    }

    /// The content that a calculation was made with.
    func file(of calculation: ValueCalculation) -> ValueContent {
        content.file(ValueContent.self, version: calculation.contentVersion) ?? content.file()
    }

    package func report(
        of cycle: PolicyCycle, for document: ReportKind, t: Texts, now: Moment, in db: any SQLConnection
    ) throws -> [ReportBlock] {
        guard let newest = try ValueCalculation.all(of: cycle.id, in: db).first else {
            return [.paragraph(t("Er is nog geen berekening van de waarde gemaakt."))]
        }
        let content = file(of: newest)
        let words = ValueWords(content: content, t: t)
        // The handover file tells nothing of the meaning, and each of its figures walks the whole platform.
        let impact =
            document == .handover
            ? []
            : try ImpactReading.all(
                content, municipality: cycle.municipality, on: min(now.day, cycle.lastDay),
                indicators: try house.indicators(of: cycle.municipality, in: db), t: t, in: db)
        return ValueReport(calculation: newest, words: words, impact: impact).blocks(document)
    }

    package var personalData: [PersonalData] {
        [
            PersonalData(
                name: Text("Berekeningen van de waarde die jij maakte"),
                export: { person, db in
                    .array(
                        try db.rows(
                            """
                            SELECT year, note, made_at FROM policy_value_calculation WHERE person_id = \(person)
                            ORDER BY made_at, id
                            """
                        ).map { row in
                            [
                                "jaar": .string(String(try row("year", as: Int.self))),
                                "opmerking": .string(try row("note")), "gemaakt": .string(try row("made_at")),
                            ]
                        })
                },
                erase: { person, _, db in
                    try db.run(
                        "UPDATE policy_value_calculation SET person_id = NULL WHERE person_id = \(person)")
                })
        ]
    }

    package func demo(_ demo: PolicyDemo, in db: any SQLConnection) throws {
        let content: ValueContent = content.file()
        let inhabitants = try Places.municipality(demo.present.municipality, in: db)?.inhabitants ?? 0
        let proposal = content.proposal(inhabitants: inhabitants)
        for (cycle, month) in [(demo.past, 9), (demo.present, 2)] {
            let day = Day(year: cycle.firstYear, month: month, day: 14) ?? demo.world.today
            guard day <= demo.world.today else { continue }
            _ = try ValueCalculation.add(
                proposal, why: [:], year: cycle.firstYear - 1,
                note: "Eerste schatting met landelijke cijfers, voor het gesprek met de raad.",
                version: content.version, cycle: cycle, person: demo.officer.text,
                at: DutchTime.moment(day, minute: 600), in: db)
        }
        let later = Day(year: demo.past.firstYear + 2, month: 5, day: 20) ?? demo.world.today
        var own = proposal
        own.low.hours = 280
        own.middle.hours = 360
        own.high.hours = 420
        _ = try ValueCalculation.add(
            own, why: [.hours: "Eigen enquête onder 412 vrijwilligers, voorjaar \(later.year)."],
            year: later.year - 1, note: "Na de enquête rekenen we met onze eigen uren.", version: content.version,
            cycle: demo.past, person: demo.officer.text, at: DutchTime.moment(later, minute: 600), in: db)
    }
}
