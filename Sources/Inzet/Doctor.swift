import App
import ArgumentParser

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look at disk, clock, database, mail, certificate, backups and background work, and say what to do.",
        discussion: """
            It only looks: the site may run. Run it as the user of the service: sudo -u inzet inzet doctor.
            The exit code is 0 when all is good, 1 when something needs attention, 2 when something is wrong.
            """)

    @OptionGroup var place: PlaceOptions
    @Flag(help: "As JSON, for programs.") var json = false
    @Flag(help: "Ask nothing of the network: no mail server, no certificate.") var offline = false

    func run() async throws {
        let diagnosis = await App.Doctor(place.settings(), asksNetwork: !offline).look()
        print(json ? diagnosis.json : diagnosis.text)
        guard diagnosis.state == .good else { throw ExitCode(diagnosis.state.exitCode) }
    }
}
