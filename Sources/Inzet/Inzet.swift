import App
import ArgumentParser
import Logging

#if canImport(Glibc)
    import Glibc
#endif

@main struct Inzet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inzet",
        abstract: "Local volunteering for a municipality, its volunteer centre and its organisations.",
        version: "0.1.0",
        subcommands: [
            Serve.self, Demo.self, Migrate.self, Check.self, User.self, Import.self, Post.self, BenchSeed.self,
        ])

    /// Log lines go to standard error, so that standard output stays for answers.
    static func logger(quiet: Bool) -> Logger {
        var logger = Logger(label: "inzet") { label in LogLines.handler(label: label) }
        logger.logLevel = quiet ? .warning : .info
        return logger
    }
}
