import App
import ArgumentParser
import Foundation

struct Post: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lay one mail from standard input in the inbox of the site: a reply to one of its messages.",
        discussion:
            "Let the mail server pipe mail for reactie+…@ to this command, and start the site with the same --inbox.")

    @Option(help: "The folder that 'inzet serve --inbox' reads.") var inbox: String

    func run() throws {
        do {
            try InboxDelivery.lay(Array(FileHandle.standardInput.readDataToEndOfFile()), in: inbox)
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            // EX_TEMPFAIL of sysexits.h: the mail server keeps the mail and tries again.
            throw ExitCode(75)
        }
    }
}
