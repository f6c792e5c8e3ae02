import App
import ArgumentParser

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check the database: the engine's own integrity check, foreign keys, the audit chain.")

    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let town = try await Town(place.configuration(), logger: Inzet.logger(quiet: true))
        let problems = try await town.integrityProblems()
        try await town.close()
        guard problems.isEmpty else {
            for problem in problems { print(problem) }
            throw ExitCode(1)
        }
        print("All is well.")
    }
}
