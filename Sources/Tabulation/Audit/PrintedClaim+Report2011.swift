extension PrintedClaim {
    /// The two lists of Vereniging NOV and Mezzo, *Gemeentelijk vrijwilligerswerkbeleid* (24 March 2011), paragraph 4.4,
    /// by the names of the activities in its tables 4 to 8. The report says of an activity that it is carried out when
    /// "is not carried out" was not ticked.
    package static let report2011 = [
        PrintedClaim(
            name: "≥ 90%", notIn: "not_executed", bound: .atLeast(90),
            entries: [
                "steun aan kwetsbare burgers", "vacaturebank", "makelaar maatschappelijke stage",
                "steunpunt vrijwilligerswerk", "informatie via nieuwsbrief en website", "trainingen en cursussen",
                "collectieve verzekering", "publicitaire aandacht",
            ]),
        PrintedClaim(
            name: "< 75%", notIn: "not_executed", bound: .below(75),
            entries: [
                "maatschappelijk betrokken ondernemen", "beursvloer", "vrijwilligersplatform",
                "onderzoek naar inzet en behoefte", "lastenverlichting", "best practices",
                "klanttevredenheidsonderzoek",
            ]),
    ]

    /// The lists whose entries are all rows of this table.
    package static func known(for table: PrintedTable) -> [PrintedClaim] {
        let labels = Set(table.rows.compactMap(\.labels.last))
        return report2011.filter { labels.isSuperset(of: $0.entries) }
    }
}
