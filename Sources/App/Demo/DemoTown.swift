import Community
import Core
package import Logging
import Services
import Storage
import Synchronization
import Web

/// The demo: an ordinary town with a clock that moves, a panel, and invented people.
package enum DemoTown {
    /// Opens the demo, and fills it when it is new. `say` hears how far it is.
    package static func open(_ configuration: Configuration, logger: Logger, say: (String) -> Void) async throws -> Town
    {
        let clock = MovableClock()
        let runner = Mutex<Runner?>(nil)
        let tick: @Sendable () async throws -> Void = {
            if let runner = runner.withLock({ $0 }) { try await runner.tick() }
        }
        let town = try await Town(
            configuration, clock: clock, limits: .none, logger: logger,
            extra: { house in [DemoPanel(pages: DemoPages(house: house, clock: clock, tick: tick))] }, migrates: true)
        runner.withLock { $0 = town.runner }
        let isFilled = try await town.house.database.read { db in try db.exists("SELECT 1 FROM centre LIMIT 1") }
        if !isFilled {
            say("De gemeente Waterveen wordt ingericht …")
            try await town.fillDemo()
            let problems = try await town.integrityProblems()
            guard problems.isEmpty else { throw ConfigurationError(problems.joined(separator: "\n")) }
            say("8 wijken, 60 organisaties en 18 maanden geschiedenis staan klaar.")
        }
        return town
    }
}

/// The demo's panel as a module: it is there only when the demo is.
private struct DemoPanel: Module {
    let pages: DemoPages
    func routes(_ routes: Routes) { pages.routes(routes) }
}
