/// The frozen form of the second round: a text that everybody can read, and its fingerprint.
extension SecondRoundInput {
    private static let title = "inzet-tweede-ronde 1"

    /// One line a fact, in a fixed order; ends with a line feed. It holds pseudonyms only.
    package var text: String {
        var lines = [Self.title, "loting \(first)", "zaad \(seed)", "ronde \(round)", "regel \(rule.rawValue)"]
        for place in groups.places { lines.append("groepsplek \(place.name) \(place.seats)") }
        for place in singles.places { lines.append("plek \(place.name) \(place.seats)") }
        for group in groups.pupils {
            let friends = members[group.pseudonym] ?? []
            lines.append(
                "groepje \(group.pseudonym) \(Self.list(friends)) \(PlacementInput.text(of: group.wishes))")
        }
        for pupil in singles.pupils {
            let circle = circles[pupil.pseudonym] ?? ""
            lines.append("leerling \(pupil.pseudonym) \(circle) \(PlacementInput.text(of: pupil.wishes))")
        }
        for way in metres.keys.sorted(by: Self.before) {
            lines.append("afstand \(way.from) \(way.place) \(metres[way] ?? 0)")
        }
        for way in refused.sorted(by: Self.before) { lines.append("niet \(way.from) \(way.place)") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The SHA-256 (FIPS 180-4) of `text` in hexadecimal, as `sha256sum` gives it.
    package var commitment: String { Fingerprint.of(text) }

    private static func list(_ names: [String]) -> String { names.isEmpty ? "-" : names.joined(separator: ",") }

    private static func before(_ left: Way, _ right: Way) -> Bool {
        (left.from, left.place) < (right.from, right.place)
    }

    /// Reads the frozen form again.
    package init(text: String) throws(PlacementInputFault) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 6, lines[0] == Self.title, lines.last == "" else { throw .badLine(1) }
        func value(_ line: Int, _ name: String) throws(PlacementInputFault) -> String {
            guard lines[line].hasPrefix(name + " ") else { throw .badLine(line + 1) }
            return String(lines[line].dropFirst(name.count + 1))
        }
        guard let round = Int(try value(3, "ronde")) else { throw .badLine(4) }
        guard let rule = LotteryRule(rawValue: try value(4, "regel")) else { throw .badLine(5) }
        var facts = Facts()
        for (index, line) in lines.enumerated().dropFirst(5).dropLast() {
            try facts.read(line.split(separator: " ", omittingEmptySubsequences: false).map(String.init), index + 1)
        }
        try self.init(
            first: try value(1, "loting"), seed: try value(2, "zaad"), round: round, rule: rule,
            groupPlaces: facts.groupPlaces, singlePlaces: facts.singlePlaces, pupils: facts.pupils,
            metres: facts.metres, refused: facts.refused)
    }

    /// What the lines say.
    private struct Facts {
        var groupPlaces: [PlacementInput.Place] = []
        var singlePlaces: [PlacementInput.Place] = []
        var pupils: [Pupil] = []
        var metres: [Way: Int64] = [:]
        var refused: Set<Way> = []

        mutating func read(_ words: [String], _ line: Int) throws(PlacementInputFault) {
            switch (words.first ?? "", words.count) {
            case ("groepsplek", 3): groupPlaces.append(try Self.place(words, line))
            case ("plek", 3): singlePlaces.append(try Self.place(words, line))
            case ("groepje", 4):
                let friends = words[2] == "-" ? [] : words[2].split(separator: ",").map(String.init)
                pupils.append(Pupil(group: try Self.wishes(words, line), members: friends))
            case ("leerling", 4): pupils.append(Pupil(try Self.wishes(words, line), circle: words[2]))
            case ("afstand", 4):
                let way = Way(words[1], words[2])
                guard let length = Int64(words[3]), metres[way] == nil else { throw .badLine(line) }
                metres[way] = length
            case ("niet", 3):
                guard refused.insert(Way(words[1], words[2])).inserted else { throw .badLine(line) }
            default: throw .badLine(line)
            }
        }

        private static func place(_ words: [String], _ line: Int) throws(PlacementInputFault) -> PlacementInput.Place {
            guard let seats = Int(words[2]) else { throw .badLine(line) }
            return PlacementInput.Place(name: words[1], seats: seats)
        }

        private static func wishes(_ words: [String], _ line: Int) throws(PlacementInputFault) -> PlacementInput.Pupil {
            PlacementInput.Pupil(
                pseudonym: words[1], wishes: try PlacementInput.wishes(Substring(words[3]), line: line))
        }
    }
}
