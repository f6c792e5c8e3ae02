import Core

/// Invented municipalities and organisations for the address books of the demo.
struct DemoPlaces {
    private static let beginnings = [
        "Ooster", "Wester", "Noorder", "Zuider", "Groot", "Klein", "Lange", "Hoge", "Oude", "Nieuwe", "Broek", "Elzen",
        "Wilgen", "Berken", "Rietveld", "Zilver", "Molen", "Kerk", "Heide",
    ]
    private static let endings = [
        "dam", "dijk", "horst", "kamp", "lo", "meer", "rade", "sluis", "veld", "waard", "wijk", "woude", "zand", "berg",
        "brug", "donk", "haven", "hove",
    ]

    /// So many organisations, each in its own invented place, with one of the groups in the given proportion.
    static func organisations(_ count: Int, groups: [(name: String, weight: Int)], seed: UInt64) -> [NewAddress] {
        var random = Seeded(seed: seed)
        var places = beginnings.flatMap { beginning in endings.map { beginning + $0 } }.shuffled(using: &random)
        if places.count < count { places += places.map { $0 + "-Buiten" } }
        let pool = groups.flatMap { Array(repeating: $0.name, count: $0.weight) }
        let kinds = ["Vrijwilligerscentrale", "Steunpunt Vrijwilligerswerk", "Vrijwillige Thuishulp", "Welzijn"]
        return places.prefix(count).enumerated().map { index, place in
            let kind = kinds[index % 7 < 4 ? 0 : index % kinds.count]
            let host = TextFolding.sortKey(place).filter { $0.isLetter && $0.isASCII }
            return NewAddress(
                name: nil, organisation: "\(kind) \(place)", email: "contact@\(host).voorbeeld.nl",
                phone: index % 5 == 4 ? nil : "0\(500 + index / 10)55\(1000 + index)", language: .dutch,
                stratum: pool.isEmpty ? nil : pool[(index * 7) % pool.count])
        }
    }
}
