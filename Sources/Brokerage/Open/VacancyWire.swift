import Community
import Core
import Formats
import Search
import Synchronization
import Web

/// A vacancy as the API gives it, written once: only the distance differs from request to request.
struct VacancyWire: Sendable {
    private let origin: String
    private let front: [UInt8]
    private let back: [UInt8]

    private init(_ item: ShelvedVacancy, origin: String) {
        let vacancy = item.vacancy
        let first: JSONValue = [
            "nummer": .int(vacancy.number), "titel": .string(vacancy.title), "wat": .string(vacancy.what),
            "waarom": .string(vacancy.why), "watKrijgJe": .string(vacancy.gets), "eisen": .string(vacancy.requirements),
            "organisatie": ["nummer": .int(item.organisationNumber), "naam": .string(item.organisationName)],
            "sector": .string(vacancy.sector.rawValue), "doelgroepen": JSONValue(vacancy.groups.map(\.rawValue)),
            "gemeente": ["code": .string(vacancy.municipality), "naam": .string(item.municipalityName)],
            "wijk": JSONValue(item.neighbourhoodName), "plaats": .string(vacancy.place),
        ]
        let rest: JSONValue = [
            "ritme": .string(vacancy.rhythm.rawValue), "momenten": JSONValue(vacancy.moments.codes),
            "tijd": .string(vacancy.timeText), "minutenVan": JSONValue(vacancy.minutesMin),
            "minutenTot": JSONValue(vacancy.minutesMax), "eersteDag": JSONValue(vacancy.firstDay?.iso),
            "laatsteDag": JSONValue(vacancy.lastDay?.iso), "plekken": .int(vacancy.places),
            "plekkenVrij": .int(item.openPlaces), "minimumleeftijd": .int(vacancy.minimumAge),
            "kenmerken": JSONValue(vacancy.marks.map(\.rawValue)), "vog": .bool(vacancy.vog),
            "rijbewijs": .bool(vacancy.licence), "komtVanPas": JSONValue(vacancy.skills.map(\.rawValue)),
            "haalJeEruit": JSONValue(vacancy.motives.map(\.rawValue)),
            "gepubliceerdOp": JSONValue(vacancy.publishedAt?.iso),
            "url": .string(origin + vacancy.path),
        ]
        self.origin = origin
        front = first.bytes().dropLast() + Array(",\"afstandMeter\":".utf8)
        back = [UInt8(ascii: ",")] + rest.bytes().dropFirst()
    }

    /// One vacancy as a JSON object.
    static func bytes(_ found: SearchAnswer.Found, origin: String) -> [UInt8] {
        var output: [UInt8] = []
        write(found, origin: origin, to: &output)
        return output
    }

    /// A page of results with their total and the address of the next page.
    static func page(_ answer: SearchAnswer, next: String?, origin: String) -> Reply {
        var output: [UInt8] = []
        output.reserveCapacity(256 + answer.hits.count * 1024)
        output += "{\"totaal\":\(answer.result.total),\"resultaten\":[".utf8
        for (place, found) in answer.hits.enumerated() {
            if place > 0 { output.append(UInt8(ascii: ",")) }
            write(found, origin: origin, to: &output)
        }
        output += "],\"volgende\":".utf8
        output += JSONValue(next).bytes()
        output.append(UInt8(ascii: "}"))
        return .json(output)
    }

    private static func write(_ found: SearchAnswer.Found, origin: String, to output: inout [UInt8]) {
        let wire = found.shelved.json.withLock { known in
            if let known, known.origin == origin { return known }
            let made = VacancyWire(found.shelved, origin: origin)
            known = made
            return made
        }
        output += wire.front
        output += (found.distance.map { String($0) } ?? "null").utf8
        output += wire.back
    }
}
