import App
import ArgumentParser
import Foundation

/// `inzet config example|check|table`.
struct Config: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The settings: an example file, and a check that names every mistake at once.",
        subcommands: [Example.self, Check.self, Table.self])

    struct Example: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a settings file in which every setting stands with what it is for.",
            discussion: "inzet config example > /etc/inzet/inzet.yaml")

        @Flag(help: "In Dutch.") var dutch = false

        func run() { print(SettingsText.example(inDutch: dutch), terminator: "") }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check the settings, and the files and folders they name.",
            discussion:
                "Run it as the user of the service: sudo -u inzet inzet config check. The exit code is 1 when something is wrong."
        )

        @Option(help: "The file with settings; see 'inzet serve --help'.") var config: String?

        func run() throws {
            var settings = Settings(file: config, environment: ProcessInfo.processInfo.environment)
            SettingsPlaces.check(&settings)
            for warning in settings.warnings { print("warning: \(warning)") }
            for mistake in settings.mistakes { print("mistake: \(mistake)") }
            guard settings.mistakes.isEmpty else {
                let count = settings.mistakes.count
                print(count == 1 ? "1 mistake." : "\(count) mistakes.")
                throw ExitCode(1)
            }
            print(
                settings.file.map { "\($0) is good." }
                    ?? "There is no file with settings; what is set elsewhere is good.")
        }
    }

    /// Writes the tables of docs/operations.md; not shown in the help.
    struct Table: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the tables of the manual.", shouldDisplay: false)

        func run() { print(SettingsText.tables) }
    }
}
