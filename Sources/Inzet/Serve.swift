import App
import ArgumentParser
import Core
import Foundation
import Web

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serve the site and do its background work.")

    @OptionGroup var place: PlaceOptions
    @Option(help: "The port to listen on.") var port = 8080
    @Option(help: "The address to listen on.") var host = "127.0.0.1"
    @Flag(help: "Believe X-Forwarded-For: only behind a proxy of your own.") var behindProxy = false
    @Flag(help: "Bring the schema up to date before serving.") var migrate = false

    @Option(help: "A folder in which the mail server lays replies by mail; see 'inzet post'.") var inbox: String?
    @Option(help: "Run this many seconds ahead of the clock of the machine: for trials.") var clockOffset = 0

    @Flag(help: "Let every address ask as much as it wants: for measuring on a closed machine only.") var noRateLimit =
        false

    func run() async throws {
        var configuration = try place.configuration()
        guard place.mail != nil else { throw ValidationError("Say how mail leaves with --mail.") }
        configuration.port = port
        configuration.host = host
        configuration.trustsProxy = behindProxy
        configuration.inbox = inbox
        let origin = configuration.origin
        let logger = Inzet.logger(quiet: false)
        let town = try await Town(
            configuration, clock: MovableClock(offset: .seconds(clockOffset)),
            limits: noRateLimit ? .none : Limits(), logger: logger, migrates: migrate)
        try await town.serve(logger: logger) { port in
            print("Klaar: \(origin) (poort \(port))")
            fflush(nil)
        }
    }
}
