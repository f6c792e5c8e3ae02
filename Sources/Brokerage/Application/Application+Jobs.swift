import Community
import Core
package import Services
import Storage

extension Brokerage {
    /// The background work around applications: reminders, aftercare, the waiting list.
    package var applicationJobs: [Job] {
        let house = self.house
        return [
            Job("reacties-herinneren", .daily(minute: 9 * 60)) { _, now in
                try await ChaseOverdue(house: house, now: now).run()
            },
            Job("nazorg", .daily(minute: 10 * 60)) { _, now in
                let work = ApplicationWork(house, program: "nazorg", now: now)
                try await repeated { try await house.database.write { db in try work.askCare(limit: 50, in: db) } }
                try await repeated { try await house.database.write { db in try work.oweCalls(limit: 50, in: db) } }
            },
            Job("wachtlijst", .every(.minutes(15))) { _, now in
                let work = ApplicationWork(house, program: "wachtlijst", now: now)
                try await repeated { try await house.database.write { db in try work.expireOffers(limit: 50, in: db) } }
                try await repeated {
                    try await house.database.write { db in try work.closeStranded(limit: 50, in: db) }
                }
                let free = try await house.database.read { db in try ApplicationWork.withFreePlaces(limit: 200, in: db)
                }
                for vacancy in free { try await house.database.write { db in try work.moveUp(vacancy, in: db) } }
            },
        ]
    }
}

/// Runs small steps until one finds nothing to do; a step that never ends is cut off.
private func repeated(_ step: @Sendable () async throws -> Int) async throws {
    for _ in 0..<500 {
        if try await step() == 0 { return }
    }
}
