package import Community
import Core
import Storage

extension Policy {
    /// Ten rounds: eight of long ago with their goals, one that is over with all its papers, and one with an adopted
    /// plan, two hundred goals of ten years, a large type test and a large consultation.
    package func bench(_ world: BenchWorld) async throws -> [BenchDoor] {
        let house = self.house
        let doors = try await house.database.write { db in
            let town = DemoWorld(now: world.now)
            let goals = GoalBench(house: house, world: world, content: content.file())
            // Before the rounds: months that are there are not counted again.
            try goals.months(in: db)
            let previous = try goals.rounds(town, in: db)
            guard let demo = try PolicyDemo.rounds(town, of: world.code, after: previous, in: db) else {
                return [BenchDoor]()
            }
            try demoParts(demo, in: db)
            try goals.present(demo, in: db)
            let types = TypeTestDemo(
                demo: demo, secrets: TypeTestSecrets(house: house),
                version: content.file(TypeTestContent.self).version)
            try TypeTestBench(demo: demo, writer: types).write(200, in: db)
            try ConsultationBench(demo: demo, areas: try Places.neighbourhoods(of: world.code, in: db)).write(
                300, in: db)
            try PlanPart(policy: self).demoAdoption(demo, of: demo.present, in: db)
            return try TypeTestBench(demo: demo, writer: types).doors(in: db)
        }
        world.say("ten rounds of policy, 200 goals of ten years of months")
        return doors
    }
}
