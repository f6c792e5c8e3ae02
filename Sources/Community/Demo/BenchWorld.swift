package import Core
package import Storage

/// The made-up town of the measurements, for the modules that write their share of its ten years.
package struct BenchWorld: Sendable {
    /// Of the municipality.
    package let code: String
    package let now: Moment
    package let residents: Int
    /// Who works there, in sessions that are measured.
    package let broker: Person.Identity
    package let colleague: Person.Identity
    package let officer: Person.Identity
    package let researcher: Person.Identity
    /// Who comes in by a link in a mail.
    package let teacher: Person.Identity
    package let volunteer: Person.Identity
    package let say: @Sendable (String) -> Void

    package var today: Day { now.day }

    package init(
        code: String, now: Moment, residents: Int, broker: Person.Identity, colleague: Person.Identity,
        officer: Person.Identity, researcher: Person.Identity, teacher: Person.Identity, volunteer: Person.Identity,
        say: @escaping @Sendable (String) -> Void
    ) {
        self.code = code
        self.now = now
        self.residents = residents
        self.broker = broker
        self.colleague = colleague
        self.officer = officer
        self.researcher = researcher
        self.teacher = teacher
        self.volunteer = volunteer
        self.say = say
    }

    /// As many as in a town of 100,000, in proportion.
    package func count(_ full: Int, least: Int) -> Int { max(least, full * residents / 100_000) }

    /// Removes what these terms would have removed by now.
    package func forget(_ rules: [RetentionRule], in database: any Database) async throws {
        for rule in rules {
            var removed = 1
            while removed > 0 {
                removed = try await database.write { [now] db in try rule.apply(now - rule.keep, now, db) }
            }
        }
    }
}

/// A way in without a session: a secret link, as it stands in somebody's mail.
package struct BenchDoor: Sendable {
    /// In one word, as the other roles.
    package let role: String
    package let path: String

    package init(_ role: String, _ path: String) {
        self.role = role
        self.path = path
    }
}
