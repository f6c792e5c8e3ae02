import Core
import Formats

/// A file of invented addresses to try the address book with: as many as were asked in 2011.
package enum DemoAddressFile {
    package static let name = "adressen-2011.csv"

    package static var bytes: [UInt8] {
        let people = DemoPlaces.organisations(Report2011.addresses, groups: DemoSurvey2011.groups, seed: 342)
        return CSVWriter.write(
            header: ["organisatie", "e-mail", "telefoon", "groep"],
            rows: people.map { [$0.organisation ?? "", $0.email ?? "", $0.phone ?? "", $0.stratum ?? ""] })
    }
}
