import App
import ArgumentParser
import Community
import Core
import Services

struct Erasures: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The list of erased people and cases that outlives a restore.",
        subcommands: [Replay.self, Export.self])

    struct Replay: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "replay",
            abstract:
                "Erase everyone and every case on a list again: after a restore with the tools of the database server.")

        @OptionGroup var place: PlaceOptions
        @Option(help: "A list; may be repeated. The one beside the data when left out.") var list: [String] = []

        @Flag(help: "Also end all sessions and tell the log of a restore: some were ended after the copy was made.")
        var endSessions = false

        func run() async throws {
            let configuration = try place.configuration()
            var all = ErasureList()
            for path in list.isEmpty ? [configuration.erasureList].compactMap(\.self) : list {
                guard let found = try ErasureList.read(path) else {
                    throw BackupError.cannotRead(path, reason: "there is no such file")
                }
                all = all.joined(with: found.entries)
            }
            let town = try await Town(configuration, logger: Inzet.logger(quiet: true), migrates: true)
            let outcome = try await town.replay(all)
            if endSessions { try await town.noteRestore(of: "postgres") }
            let problems = try await town.integrityProblems()
            try await town.close()
            print(
                "Erased again: \(outcome.erased) people, \(outcome.erasedCases) cases. "
                    + "Already erased, or not of this database: \(outcome.known).")
            for place in outcome.withoutManager { print("Nobody manages \(place) now: appoint someone.") }
            guard problems.isEmpty else {
                for problem in problems { print(problem) }
                throw ExitCode(1)
            }
            print("All is well.")
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "Write everyone and every case that was erased to a file, for beside a copy of the database.")

        @OptionGroup var place: PlaceOptions
        @Option(help: "A new file.") var to: String

        func run() async throws {
            let configuration = try place.configuration()
            let town = try await Town(configuration, logger: Inzet.logger(quiet: true))
            let list = try await town.erasures()
            try await town.close()
            try list.write(to: to)
            print("\(to): \(list.entries.count)")
        }
    }
}
