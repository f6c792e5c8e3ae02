import App
import ArgumentParser
import Core
import Foundation
import Logging
import Web

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serve the site and do its background work.")

    @OptionGroup var place: PlaceOptions
    @Option(help: "The port to listen on; 8080 when left out.") var port: Int?
    @Option(help: "The address to listen on; 127.0.0.1 when left out.") var host: String?
    @Flag(help: "Believe X-Forwarded-For: only behind a proxy of your own.") var behindProxy = false
    @Flag(help: "Bring the schema up to date before serving.") var migrate = false

    @Option(help: "A folder in which the mail server lays replies by mail; see 'inzet post'.") var inbox: String?
    @Option(help: "Run this many seconds ahead of the clock of the machine: for trials.") var clockOffset = 0

    @Flag(help: "Let every address ask as much as it wants: for measuring on a closed machine only.") var noRateLimit =
        false

    private var options: [Settings.Option] {
        var options: [Settings.Option] = []
        if let port { options.append(.init("listen.port", "--port", String(port))) }
        if let host { options.append(.init("listen.host", "--host", host)) }
        if behindProxy { options.append(.init("listen.behind-proxy", "--behind-proxy", "yes")) }
        if let inbox { options.append(.init("mail.inbox", "--inbox", inbox)) }
        return options
    }

    func run() async throws {
        let settings = place.settings(options)
        let configuration = try Configuration(settings)
        if case .keep = configuration.mail {
            throw ValidationError("Say how mail leaves: with mail.route in the settings, or with --mail.")
        }
        let logger = Inzet.logger(configuration)
        if let file = settings.file { logger.info("settings", metadata: ["bestand": "\(file)"]) }
        for warning in settings.warnings { logger.warning("settings", metadata: ["let-op": "\(warning)"]) }
        let town = try await Town(
            configuration, clock: MovableClock(offset: .seconds(clockOffset)),
            limits: noRateLimit ? .none : configuration.limits, logger: logger, migrates: migrate)
        try await town.serve(logger: logger) { [origin = configuration.origin] port in
            print("Klaar: \(origin) (poort \(port))")
            fflush(nil)
        }
    }
}
