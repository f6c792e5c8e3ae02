package import Community
import Core
import Storage

extension AgreementPart {
    package var indicators: [Indicator] {
        let records = Indicator.Records { _, _, _ in "/afspraken" }
        return [
            Indicator(
                id: "agreements-signed", name: Text("Afspraken die gelden"),
                definition: Text(
                    "Afspraken en convenanten in een lopende ronde die zijn vastgelegd en niet beëindigd."),
                unit: Text("afspraken"), window: .moment, records: records
            ) { municipality, _, _, db in
                Indicator.Measured(Double(try Self.running(municipality, in: db).count))
            },
            Indicator(
                id: "agreements-on-course", name: Text("Afspraken die op koers liggen"),
                definition: Text("Het deel van de afspraken met een verslag waarvan het laatste verslag groen is."),
                unit: Text("procent"), window: .moment, records: records
            ) { municipality, _, _, db in
                let lights = try Self.running(municipality, in: db).compactMap(\.light)
                return .share(lights.count { $0 == .green }, of: lights.count)
            },
        ]
    }

    private static func running(_ municipality: String, in db: any SQLConnection) throws -> [AgreementView] {
        let agreements = try PolicyCycle.all(of: [municipality], in: db).filter { !$0.isClosed }.flatMap {
            try Agreement.all(of: $0.id, in: db)
        }
        return try AgreementView.load(agreements.filter { $0.state == .agreed }, in: db)
    }
}
