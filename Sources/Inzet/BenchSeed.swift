import App
import ArgumentParser

/// Fills a database for the benchmarks; not shown in the help.
struct BenchSeed: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-seed", abstract: "Fill a database for the benchmarks.", shouldDisplay: false)

    @OptionGroup var place: PlaceOptions
    @Option(help: "Open vacancies from this file of Benchmarks/generate.py; the areas must be there.") var csv: String?
    @Option(
        help: "A town of this many residents with ten years of history; prints role<TAB>cookie, or the path of a link."
    ) var town: Int?

    func validate() throws {
        guard (csv == nil) != (town == nil) else { throw ValidationError("Give --csv FILE or --town RESIDENTS.") }
        if let town, !(1_000...1_000_000).contains(town) {
            throw ValidationError("A town has 1000 to 1000000 residents.")
        }
    }

    func run() async throws {
        let open = try await Town(place.configuration(), logger: Inzet.logger(quiet: true), migrates: true)
        let meter = ProgressLine()
        if let csv {
            let count = try await BenchData(house: open.house) { done in meter.show("Vacancies", done, of: done) }
                .loadVacancies(csv: csv)
            meter.end()
            print("\(count) vacancies")
        }
        if let town {
            let cookies = try await BenchTown(house: open.house, residents: town).fill { ProgressLine.warn($0) }
            for cookie in cookies { print("\(cookie.role)\t\(cookie.cookie)") }
        }
        try await open.close()
    }
}
