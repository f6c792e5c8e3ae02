import App
import ArgumentParser
import Community
import Core
import Foundation
import Services
import Storage

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a backup back in an empty place: of the database, or of the key of the site.")

    @Argument(help: "The backup.") var file: String
    @Option(help: "Where the database comes: sqlite:PATH. Nothing may stand there.") var to: String
    @Option(help: "The file with the private key, from 'inzet backup key'.") var keyFile: String?
    @Option(help: "A file of mode 600 with the passphrase. Without it: INZET_BACKUP_PASSPHRASE, or a question.")
    var passphraseFile: String?
    @Option(help: "A list of erased people; those beside the backup and the target are found by themselves.")
    var erasures: [String] = []
    @Flag(help: "Use no list of erased people: who was erased since the backup comes back.")
    var noErasures = false

    func run() async throws {
        guard case .sqlite(let path) = try Configuration.database(to) else {
            throw ValidationError(
                "A PostgreSQL database is restored with its own tools; then run 'inzet erasures replay'.")
        }
        guard erasures.isEmpty || !noErasures else {
            throw ValidationError("Give --erasures or --no-erasures, not both.")
        }
        var restore = Restore(file: file, target: path, opener: try opener())
        restore.lists = erasures
        restore.usesLists = !noErasures
        let outcome = try await restore.run(logger: Inzet.logger(quiet: true))
        print("\(outcome.path)")
        guard outcome.header.content == .database else {
            print("The key of the site is back, of \(outcome.header.created.iso).")
            return
        }
        print(
            """
            \(outcome.header.rows) rows of \(outcome.header.created.iso), in \(Measure.time(outcome.milliseconds)).
            Erased again: \(outcome.replay.erased) people, \(outcome.replay.erasedCases) cases. The lists know of erasures until \
            \(outcome.listsUntil?.iso ?? "never: nobody is on them").
            Everyone must sign in again. Look whether the roles are still right.
            """)
        for place in outcome.replay.withoutManager { print("Nobody manages \(place) now: appoint someone.") }
        guard outcome.problems.isEmpty else {
            print("The database is back, but the check finds:")
            for problem in outcome.problems { print(problem) }
            throw ExitCode(1)
        }
        print("All is well.")
    }

    private func opener() throws -> BackupOpener {
        if let keyFile {
            guard let data = FileManager.default.contents(atPath: keyFile) else {
                throw BackupError.cannotRead(keyFile, reason: "there is no such file, or access is refused")
            }
            return .identity(try BackupIdentity(String(decoding: data, as: UTF8.self)))
        }
        return .passphrase(try Prompt.passphrase(file: passphraseFile, twice: false))
    }
}
