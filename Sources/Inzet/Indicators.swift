import App
import ArgumentParser
import Community
import Core
import Storage

struct Indicators: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Every figure the platform measures by itself: name, unit, what counts, how fresh, today's value.",
        discussion: "With one municipality in use its values are shown; of several, name one with --municipality.")

    @OptionGroup var place: PlaceOptions
    @Option(help: "The code of a municipality, such as GM0344.") var municipality: String?

    func run() async throws {
        let town = try await Town(place.configuration(), logger: Inzet.logger(quiet: true))
        let house = town.house
        let everywhere = town.modules.flatMap(\.indicators)
        let today = town.house.clock.now.day
        let asked = municipality
        let found = try await town.house.database.read { db in
            let codes = try db.rows("SELECT DISTINCT municipality_code FROM organisation ORDER BY municipality_code")
                .map {
                    try $0("municipality_code", as: String.self)
                }
            if let asked, try Places.municipality(asked, in: db) == nil {
                throw ValidationError("There is no municipality \(asked).")
            }
            guard let code = asked ?? (codes.count == 1 ? codes.first : nil) else {
                return everywhere.map { ($0, Double??.none) }
            }
            // With what this municipality measures of its own, such as the figures of its surveys.
            return try house.indicators(of: code, in: db).map {
                ($0, Double??.some(try $0.measured(code, on: today, in: db)?.value))
            }
        }
        try await town.close()
        for (indicator, value) in found { show(indicator, value) }
        print("\(found.count) indicators")
    }

    /// - Parameter value: `nil` when no values were asked; a missing value inside it could not be measured.
    private func show(_ indicator: Indicator, _ value: Double??) {
        let t = Texts.dutch
        print("\(indicator.id): \(t(indicator.name)) [\(t(indicator.unit))]")
        print("  \(t(indicator.definition))")
        print("  \(t(indicator.freshness.label))")
        guard let value else { return }
        print("  nu: " + (value.map { number($0, indicator.decimals) } ?? "niet gemeten"))
    }

    private func number(_ value: Double, _ decimals: Int) -> String {
        let scale = [1.0, 10, 100][min(2, max(0, decimals))]
        let rounded = (value * scale).rounded() / scale
        return decimals == 0 ? String(Int(rounded)) : String(rounded)
    }
}
