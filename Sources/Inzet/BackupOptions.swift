import App
import ArgumentParser
import Foundation
import Services

/// What a new backup is locked with, for a command.
struct LockOptions: ParsableArguments {
    @Option(help: "Whom the backup is for: inzet-backup-1…, from 'inzet backup key'; may be repeated.")
    var recipient: [String] = []

    @Option(help: "A file of mode 600 with a passphrase. Without it: INZET_BACKUP_PASSPHRASE, or a question.")
    var passphraseFile: String?

    /// What was given, or else what the plan of the site says, or else a question.
    func lock(_ plan: BackupPlan?) throws -> BackupLock {
        if !recipient.isEmpty {
            guard passphraseFile == nil else {
                throw ValidationError("Give --recipient or --passphrase-file, not both.")
            }
            return .recipients(try recipient.map { try BackupRecipient($0) })
        }
        if let plan, passphraseFile == nil { return try plan.lock() }
        return .passphrase(try Prompt.passphrase(file: passphraseFile, twice: true))
    }
}

/// Asks for a passphrase, never as an argument: arguments are there for all to see.
enum Prompt {
    static func passphrase(file: String?, twice: Bool) throws -> String {
        if let file { return try Passphrase.read(file) }
        if let words = ProcessInfo.processInfo.environment["INZET_BACKUP_PASSPHRASE"], !words.isEmpty { return words }
        guard isatty(STDIN_FILENO) == 1 else {
            throw ValidationError("Say how the backup is locked: a key, --passphrase-file or INZET_BACKUP_PASSPHRASE.")
        }
        let words = try ask("Passphrase: ")
        if twice, try ask("Once more: ") != words { throw ValidationError("The two are not the same.") }
        return words
    }

    private static func ask(_ question: String) throws -> String {
        var settings = termios()
        guard tcgetattr(STDIN_FILENO, &settings) == 0 else { throw ValidationError("The terminal cannot be read.") }
        var silent = settings
        silent.c_lflag &= ~tcflag_t(ECHO)
        print(question, terminator: "")
        fflush(nil)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
            print("")
        }
        guard let line = readLine(), !line.isEmpty else { throw ValidationError("No passphrase was given.") }
        return line
    }
}

/// Numbers as people read them.
enum Measure {
    static func size(_ bytes: Int) -> String {
        bytes < 1_000_000 ? "\(max(1, bytes / 1000)) kB" : "\(bytes / 1_000_000) MB"
    }

    static func time(_ milliseconds: Int) -> String {
        milliseconds < 1000 ? "\(milliseconds) ms" : "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
    }
}
