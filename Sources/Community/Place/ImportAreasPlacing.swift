package import Core

extension AreaFile {
    /// Gives every postcode a place, a municipality and a point.
    ///
    /// A few postcodes have no shape: post boxes and new streets. Numbers run by district, so when the nearest lower and
    /// higher number lie in one municipality, such a postcode lies between them.
    mutating func place(_ loose: [(code: String, place: String?, municipality: String?, spot: Spot?)]) {
        let sorted = loose.sorted { $0.code < $1.code }
        let names = Dictionary(municipalities.map { ($0.code, $0.name) }) { first, _ in first }
        var before: [PostcodeRecord?] = []
        var last: PostcodeRecord?
        for item in sorted {
            before.append(last)
            last = Self.record(item, names) ?? last
        }
        var after: PostcodeRecord?
        var placed: [PostcodeRecord] = []
        for (index, item) in sorted.enumerated().reversed() {
            if let record = Self.record(item, names) {
                if item.place == nil { unnamedPlaces += 1 }
                after = record
                placed.append(record)
            } else if let low = before[index], let high = after, low.municipality == high.municipality,
                item.municipality == nil || item.municipality == low.municipality, Self.isNear(low, high)
            {
                guessedPostcodes.append(item.code)
                let middle = Spot(x: (low.spot.x + high.spot.x) / 2, y: (low.spot.y + high.spot.y) / 2)
                placed.append(
                    PostcodeRecord(
                        code: item.code, place: item.place ?? low.place, municipality: low.municipality, spot: middle))
            } else {
                lostPostcodes.append(item.code)
            }
        }
        postcodes = placed.reversed()
    }

    private static func record(
        _ item: (code: String, place: String?, municipality: String?, spot: Spot?), _ names: [String: String]
    ) -> PostcodeRecord? {
        guard let municipality = item.municipality, let spot = item.spot else { return nil }
        return PostcodeRecord(
            code: item.code, place: item.place ?? names[municipality] ?? item.code, municipality: municipality,
            spot: spot)
    }

    /// The same first two digits: one district.
    private static func isNear(_ low: PostcodeRecord, _ high: PostcodeRecord) -> Bool {
        low.code.prefix(2) == high.code.prefix(2)
    }

    /// What a person should know although the file was taken.
    package var notices: [Text] {
        var notices: [Text] = []
        if unnamedPlaces > 0 {
            notices.append(
                Text("Bij \(unnamedPlaces) postcodes ontbreekt de woonplaats. Ze kregen de naam van hun gemeente."))
        }
        if !guessedPostcodes.isEmpty {
            let list = guessedPostcodes.sorted().prefix(20).joined(separator: ", ")
            notices.append(Text("Zonder kaart in het bestand, geplaatst tussen de postcodes ervoor en erna: \(list)."))
        }
        if !lostPostcodes.isEmpty {
            let list = lostPostcodes.sorted().prefix(20).joined(separator: ", ")
            notices.append(Text("Niet overgenomen, want zonder kaart en gemeente: \(list)."))
        }
        return notices
    }
}
