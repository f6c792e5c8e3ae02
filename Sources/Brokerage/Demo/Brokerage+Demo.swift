package import Community
import Core
import Formats
import Storage

extension Brokerage {
    /// Vacancies and eighteen months of applications, with answers, lateness and placements.
    package func demo(_ world: DemoWorld) async throws {
        let vacancies = DemoVacancies(content: DemoContent.file("vacatures"), world: world)
        let history = DemoHistory(
            texts: DemoContent.file("teksten"), organisations: DemoContent.file("organisaties"), world: world)
        try await house.database.write { db in
            try vacancies.write(in: db)
            try history.write(in: db)
        }
    }
}
