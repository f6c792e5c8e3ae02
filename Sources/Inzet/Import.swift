import ArgumentParser

struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take areas, vacancies or organisations in from a file.",
        subcommands: [ImportGebieden.self, ImportVacatures.self, ImportOrganisaties.self])
}
