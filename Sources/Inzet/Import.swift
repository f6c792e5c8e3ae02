import ArgumentParser

/// `inzet import gebieden|vacatures|organisaties FILE`.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take areas, vacancies or organisations in from a file.",
        subcommands: [Gebieden.self, Vacatures.self, Organisaties.self])
}
