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
        version: Program.description,
        subcommands: [
            Serve.self, Demo.self, Migrate.self, Check.self, User.self, Import.self, Post.self, BenchSeed.self,
            Move.self, Backup.self, RestoreCommand.self, Erasures.self, Config.self, Doctor.self, Indicators.self,
            Tabulate.self, BenchTables.self, ReadTableCommand.self, EngineCommand.self,
        ])

    /// Log lines go to standard error, so that standard output stays for answers.
    static func logger(quiet: Bool) -> Logger { logger(quiet ? .warning : .info, .json) }

    /// The log as the settings want it.
    static func logger(_ configuration: Configuration) -> Logger {
        logger(configuration.logLevel.weight, configuration.logFormat)
    }

    private static func logger(_ level: Logger.Level, _ format: LogFormat) -> Logger {
        LogLines.use(format)
        var logger = Logger(label: "inzet") { label in LogLines.handler(label: label) }
        logger.logLevel = level
        return logger
    }
}
