import App
import ArgumentParser

struct User: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Make the first administrator, or let one in again who lost everything.",
        subcommands: [Create.self, Reset.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "create", abstract: "Make an administrator and print a link to choose a password.")

        @OptionGroup var place: PlaceOptions
        @Option(help: "The mail address.") var email: String
        @Option(help: "The name.") var name: String
        @Option(help: "The code of a municipality, such as GM0363; may be repeated.") var municipality: [String]

        func run() async throws {
            let town = try await Town(place.configuration(), logger: Inzet.logger(quiet: true))
            let link = try await town.createAdministrator(email: email, name: name, municipalities: municipality)
            try await town.close()
            print("Open this link once, within its time, to choose a password:\n\(link)")
        }
    }

    struct Reset: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reset",
            abstract: "Break-glass: take away password, second step and sessions, and print a link.")

        @OptionGroup var place: PlaceOptions
        @Option(help: "The mail address.") var email: String

        func run() async throws {
            let town = try await Town(place.configuration(), logger: Inzet.logger(quiet: true))
            let link = try await town.breakGlass(email: email)
            try await town.close()
            print(
                "Password, second step and sessions are gone; colleagues were told. Open this link within the hour:\n\(link)"
            )
        }
    }
}
