import App
import ArgumentParser
import Brokerage
import Core

/// What both lists ask for.
struct ListOptions: ParsableArguments {
    @Argument(help: "The CSV file.") var file: String
    @OptionGroup var place: PlaceOptions
    @Option(help: "The municipality that takes the list in, such as GM0363.") var municipality: String
    @Option(help: "The mapping of columns to fields, as a JSON file.") var mapping: String
    @Flag(help: "Say what would happen and change nothing.") var dryRun = false

    func run(_ kind: ImportMapping.Kind, publishes: Bool) async throws {
        let t = Texts.dutch
        let town = try await Town(place.configuration(), logger: Inzet.logger(quiet: true))
        let meter = ProgressLine()
        let report: ImportReport
        do {
            report = try await ListImport.perform(
                file, mapping: mapping, kind: kind, municipality: municipality.uppercased(), isTrial: dryRun,
                publishes: publishes, town: town
            ) { done, total in meter.show(t("Regels"), done, of: total) }
            meter.end()
            try await town.close()
        } catch let refusal as ImportRefusal {
            meter.end()
            try await town.close()
            ProgressLine.warn(t(refusal.reason))
            ProgressLine.warn(t("Er is niets veranderd."))
            throw ExitCode(1)
        }
        tell(report, t)
        if report.count(.failed) > 0 { throw ExitCode(1) }
    }

    private func tell(_ report: ImportReport, _ t: Texts) {
        for group in ImportReport.grouped(report.notices) {
            print(t("Let op, \(lines(group.lines)), \(group.column): \(t(group.reason))"))
        }
        for note in report.problems {
            print(t("Niet overgenomen, regel \(note.line), \(note.column): \(t(note.reason))"))
        }
        if dryRun { print(t("Dit was een proef: er is niets veranderd.")) }
        for outcome in ImportResult.Outcome.allCases { print("\(t(outcome.label)): \(report.count(outcome))") }
        if !report.newOrganisations.isEmpty { print(t("Nieuwe organisaties: \(report.newOrganisations.count)")) }
    }

    private func lines(_ lines: [Int]) -> String {
        let shown = lines.prefix(5).map { String($0) }.joined(separator: ", ")
        return lines.count > 5 ? "\(shown) … (\(lines.count)×)" : shown
    }
}

extension Import {
    struct Vacatures: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "vacatures", abstract: "Vacancies from a CSV file.",
            discussion: "Repeating an import makes no doubles. The exit code is 1 when a row was refused.")
        @OptionGroup var list: ListOptions
        @Flag(help: "On line at once where the organisation is approved; otherwise they wait for the centre.")
        var online = false

        func run() async throws { try await list.run(.vacancies, publishes: online) }
    }

    struct Organisaties: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "organisaties", abstract: "Organisations from a CSV file; they wait for the centre.",
            discussion: "Repeating an import makes no doubles. The exit code is 1 when a row was refused.")
        @OptionGroup var list: ListOptions

        func run() async throws { try await list.run(.organisations, publishes: false) }
    }
}
