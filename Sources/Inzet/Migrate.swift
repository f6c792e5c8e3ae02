import App
import ArgumentParser

struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Bring the schema of the database up to date.")

    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let town = try await Town(place.configuration(), logger: Inzet.logger(quiet: true), migrates: true)
        try await town.close()
        print("The schema is up to date.")
    }
}
