import App
import ArgumentParser
import Community
import Core

extension Import {
    struct Gebieden: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "gebieden", abstract: "Municipalities, postcodes and neighbourhoods from a GeoPackage of CBS.",
            discussion:
                "Everything is checked first: a wrong or damaged file changes nothing. Repeating an import is safe.")

        @Argument(help: "The GeoPackage.") var file: String
        @OptionGroup var place: PlaceOptions
        @Option(help: "Only this table of the file; may be given more than once.") var table: [String] = []
        @Option(help: "Municipalities that the centre serves, such as GM0363,GM0394. Only those are shown on the site.")
        var serve: String?
        @Option(
            help: "The name of the centre that serves them; the first one when left out. Made when it is not there.")
        var centre: String?
        @Option(help: "The mail address of a centre that is made.") var centreEmail = ""
        @Option(help: "The telephone number of a centre that is made.") var centrePhone = ""

        func run() async throws {
            let t = Texts.dutch
            let codes = (serve ?? "").split(whereSeparator: { ", ".contains($0) }).map { $0.uppercased() }
            let served = ServedAreas(codes: codes, centre: centre, email: centreEmail, phone: centrePhone)
            let town = try await Town(place.configuration(), logger: Inzet.logger(quiet: true), migrates: true)
            let meter = ProgressLine()
            do {
                let report = try await AreaImport.perform(file, tables: table, serving: served, town: town) { step in
                    meter.show(t(step.what), step.done, of: step.total)
                }
                meter.end()
                try await town.close()
                tell(report, t)
            } catch let problem as AreaProblem {
                meter.end()
                try await town.close()
                ProgressLine.warn(problem.message(t))
                ProgressLine.warn(t("Er is niets veranderd."))
                throw ExitCode(1)
            }
        }

        private func tell(_ report: ImportAreas.Report, _ t: Texts) {
            line(t("Gemeenten"), report.municipalities, t)
            line(t("Postcodes"), report.postcodes, t)
            if report.neighbourhoods.all > 0 { line(t("Wijken en buurten"), report.neighbourhoods, t) }
            for notice in report.notices { print(t(notice)) }
            if !report.served.isEmpty {
                print(t("De centrale werkt nu voor: \(report.served.joined(separator: ", "))"))
            }
        }

        private func line(_ name: String, _ counts: ImportAreas.Counts, _ t: Texts) {
            print(
                t(
                    "\(name): \(counts.all) (nieuw \(counts.new), veranderd \(counts.changed), gelijk gebleven \(counts.unchanged))"
                ))
        }
    }
}
