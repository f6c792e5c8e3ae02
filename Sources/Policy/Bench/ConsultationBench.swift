import Community
import Core
import Formats
import Storage

/// A question to the town with so many reactions: those of the demo, again and again, from all neighbourhoods.
struct ConsultationBench {
    let demo: PolicyDemo
    let areas: [Neighbourhood]

    func write(_ count: Int, in db: any SQLConnection) throws {
        let known = DemoContent.file("raadpleging").array ?? []
        guard var item = known.max(by: { $0.list("reactions").count < $1.list("reactions").count }) else { return }
        let reactions = item.list("reactions")
        guard !reactions.isEmpty else { return }
        item["cycle"] = "present"
        item["state"] = .string(Consultation.State.open.rawValue)
        item["first"] = "-20"
        item["last"] = "12"
        item["title"] = "Wat moet er in het plan?"
        item["reactions"] = .array(
            (0..<count).map { index in
                let one = reactions[index % reactions.count]
                let area = areas.isEmpty ? JSONValue.null : .string(areas[index % areas.count].id)
                return .array([
                    one[0] ?? .null, one[1] ?? .null, area, one[3] ?? .null, one[4] ?? .null, one[5] ?? .null,
                ])
            })
        let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM policy_consultation")
        var random = Seeded(seed: 300)
        try DemoConsultation(item: item, demo: demo, number: number).write(&random, in: db)
    }
}
