import App
import ArgumentParser

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serve the site and do its background work.")

    @OptionGroup var place: PlaceOptions
    @Option(help: "The port to listen on.") var port = 8080
    @Option(help: "The address to listen on.") var host = "127.0.0.1"
    @Flag(help: "Believe X-Forwarded-For: only behind a proxy of your own.") var behindProxy = false
    @Flag(help: "Bring the schema up to date before serving.") var migrate = false

    func run() async throws {
        var configuration = try place.configuration()
        guard place.mail != nil else { throw ValidationError("Say how mail leaves with --mail.") }
        configuration.port = port
        configuration.host = host
        configuration.trustsProxy = behindProxy
        let logger = Inzet.logger(quiet: false)
        let town = try await Town(configuration, logger: logger, migrates: migrate)
        try await town.serve(logger: logger) { port in print("Klaar: \(configuration.origin) (poort \(port))") }
    }
}
