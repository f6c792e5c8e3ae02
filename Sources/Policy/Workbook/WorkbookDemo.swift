import Core
import Storage

/// The workbook of the invented municipality: four years ago, and now.
struct WorkbookDemo {
    let content: WorkbookContent
    let demo: PolicyDemo

    func write(in db: any SQLConnection) throws {
        for (cycle, years) in [(demo.past, 0), (demo.present, 4)] {
            var random = Seeded(seed: UInt64(31 + years))
            for (index, function) in content.functions.enumerated() {
                let day = Day(year: cycle.firstYear - 1, month: 4, day: 8 + index * 4) ?? cycle.firstDay
                let values = answers(function, isLater: years > 0, &random)
                // Saved in two goes, as people work: the vision first.
                let vision = values.filter { $0.key.hasPrefix("v-") }
                try WorkbookSheet.insert(
                    function.id, after: 0, vision, of: cycle.id, content: content.version, person: demo.officer.text,
                    now: DutchTime.moment(day) + .hours(10), in: db)
                try WorkbookSheet.insert(
                    function.id, after: 1, values, of: cycle.id, content: content.version, person: demo.officer.text,
                    now: DutchTime.moment(day + 1) + .hours(14), in: db)
            }
        }
    }

    private func answers(_ function: WorkbookContent.Function, isLater: Bool, _ random: inout Seeded)
        -> WorkbookSheet.Values
    {
        typealias Name = WorkbookForm.Name
        var values: WorkbookSheet.Values = [:]
        for question in function.questions {
            let chosen = (question.options ?? []).map(\.id).filter { _ in random.int(0...99) < 45 }
            if question.kind == .several {
                values[Name.question(question.id)] = chosen
            } else {
                values[Name.question(question.id)] = [Self.visions[random.int(0...(Self.visions.count - 1))]]
            }
        }
        for element in function.elements {
            let inPolicy = random.int(0...99) < (isLater ? 68 : 45)
            let happens = random.int(0...99) < (isLater ? 74 : 58)
            let carrier: WorkbookAnswer.Carrier =
                !happens
                ? .nobody
                : function.id == "verbinden" ? .centre : [.centre, .centre, .other, .municipality][random.int(0...3)]
            values[Name.inPolicy(element.id)] = [inPolicy ? "in-policy-yes" : "in-policy-not"]
            values[Name.carriers(element.id)] = [carrier.rawValue]
            if happens {
                values[Name.evidence(element.id)] = [Self.evidence[random.int(0...(Self.evidence.count - 1))]]
            }
            if happens, inPolicy, random.int(0...2) == 0 {
                values[Name.budget(element.id)] = [String(random.int(4...36) * 500)]
            }
            let priority = random.int(0...99)
            values[Name.priority(element.id)] = [
                priority < 18 ? "priority-first" : priority < 75 ? "priority-later" : "priority-not"
            ]
        }
        for open in function.execution + function.money {
            values[Name.question(open.id)] = [Self.open[random.int(0...(Self.open.count - 1))]]
        }
        return values
    }

    private static let visions = [
        "In Sluiswijk en Noorderpoort melden zich meer mensen met een hulpvraag. Clubs merken dat bestuursleden moeilijk te vinden zijn.",
        "We kiezen voor korte klussen en voor jongeren. Daar is de meeste winst te halen.",
        "De wijkteams vragen vaker om een maatje. De vrijwilligerscentrale kan dat niet alleen.",
    ]
    private static let evidence = [
        "Jaarverslag van de vrijwilligerscentrale", "Gesprek met de wijkteams in april",
        "Staat in de afspraken met de centrale",
        "Cijfers van deze site", "Verslag van het wijkoverleg",
    ]
    private static let open = [
        "De vrijwilligerscentrale voert het uit. We bespreken het elk kwartaal.",
        "Het staat in de begroting onder sociaal domein. We splitsen het nog niet per basisfunctie.",
        "Dat gebeurt nu los van elkaar. In het nieuwe plan leggen we het bij één collega.",
    ]
}
