import App
import ArgumentParser
import Core
import Foundation
import Services

struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a locked copy of the database, also while the site runs.",
        subcommands: [Make.self, Key.self, Keys.self, Verify.self, Status.self], defaultSubcommand: Make.self)

    struct Make: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "make", abstract: "Make a backup (the default).")

        @OptionGroup var place: PlaceOptions
        @OptionGroup var lock: LockOptions
        @Option(
            help:
                "A new file, or a folder in which the file gets a name with the time; backup.folder of the settings when left out."
        )
        var to: String?

        func run() async throws {
            let configuration = try place.configuration()
            guard let target = to ?? configuration.backup?.folder else {
                throw ValidationError("Say where the backup goes with --to.")
            }
            let backups = Backups(configuration)
            let path = try backups.path(for: target)
            let made = try await backups.make(to: path, lock: try lock.lock(configuration.backup))
            print(
                """
                \(made.path)
                \(made.header.rows) rows of \(made.header.municipalities.joined(separator: ", ")), \
                \(Measure.size(made.bytes)) in \(Measure.time(made.milliseconds)).
                The list of erased people stands beside it: \(made.erasures)
                """)
        }
    }

    struct Key: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "key",
            abstract: "Make a pair of keys for backups. Do it on a machine that is not the server.")

        @Option(help: "A new file for the private key. Keep it away from the server.") var to: String

        func run() throws {
            let identity = BackupIdentity.make()
            let file = try DiskTarget(to)
            try file.write(Array(identity.fileText.utf8))
            try file.finish()
            print(
                """
                \(identity.recipient)

                Give this line to the server: backup.recipients in its settings, or --recipient. It opens nothing.
                The private key is in \(to). Only it opens the backups: keep it in two places, not on the server.
                """)
        }
    }

    struct Keys: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "keys", abstract: "Make a locked copy of the key of the site, to keep apart from the backups.")

        @OptionGroup var place: PlaceOptions
        @OptionGroup var lock: LockOptions
        @Option(help: "A new file.") var to: String

        func run() async throws {
            let configuration = try place.configuration()
            try await Backups(configuration).makeKeys(to: to, lock: try lock.lock(configuration.backup))
            print("\(to)\nKeep it elsewhere than the backups of the database.")
        }
    }

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify", abstract: "Say what a backup holds and whether the file is whole; needs no key.")

        @Argument(help: "The file.") var file: String

        func run() throws {
            let header = try BackupCheck.run(file)
            print(
                """
                \(header.content == .keys ? "The key of a site" : header.municipalities.joined(separator: ", "))
                made \(header.created.iso) by inzet \(header.program) \(header.engine)
                """)
            for table in header.tables where table.rows > 0 { print("  \(table.name): \(table.rows)") }
            print("The file is whole.")
        }
    }

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "status", abstract: "Say how old the backups are and how the last one went.")

        @OptionGroup var place: PlaceOptions

        func run() async throws {
            let status = try await Backups(try place.configuration()).status()
            for file in status.files.prefix(20) {
                print("\(file.created.iso)  \(Measure.size(file.bytes))  \(file.path)")
            }
            if let good = status.record.lastGood { print("Last made: \(good.at.iso), \(good.file ?? "")") }
            for warning in status.warnings { print("\(warning)") }
            if status.needsAttention { throw ExitCode(1) }
        }
    }
}
