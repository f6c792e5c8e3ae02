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
            try HoursDemo(today: world.today).write(in: db)
            try RankingDemo(today: world.today, now: world.now).write(in: db)
            try DeskDemo(house: house, today: world.today).write(in: db)
            try PupilDemo(house: house, today: world.today).write(in: db)
            try RoundDemo(house: house, now: world.now).write(in: db)
            try BuddyDemo(house: house, today: world.today).write(in: db)
            try BuddyHoursDemo(today: world.today).write(in: db)
            try ExposureDemo(house: house, texts: history.texts, world: world).write(in: db)
            try CareDemo(now: world.now).write(in: db)
        }
    }
}
