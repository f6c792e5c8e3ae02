import Community
import Core
import Storage

/// A trajectory that is over, one that runs, and village rounds of three hundred doors each.
struct RoundBench: Sendable {
    let house: House
    let world: BenchWorld

    func write() async throws -> [BenchDoor] {
        let villages = world.count(3, least: 1)
        try await house.database.write { [house, world] db in
            try RoundDemo(house: house, now: world.now, municipality: world.code).write(in: db)
        }
        for index in 1..<max(2, villages) {
            try await house.database.write { [house, world] db in
                var random = Seeded(seed: UInt64(index) + 35)
                let areas = try Places.neighbourhoods(of: world.code, in: db)
                guard areas.indices.contains(index) else { return }
                try VillageDemo(house: house, now: world.now, municipality: world.code).write(
                    areas[index], &random, in: db)
            }
        }
        world.say("neighbours asked at \(max(2, villages) * 300) doors")
        return try await house.database.write { db in try doors(in: db) }
    }

    private func doors(in db: any SQLConnection) throws -> [BenchDoor] {
        let kinds: [(role: String, column: SQL)] = [("gespreksvoerder", "trajectory_id"), ("loper", "round_id")]
        return try kinds.compactMap { role, column in
            let helper = try db.first(
                """
                SELECT * FROM round_helper WHERE municipality_code = \(world.code) AND \(column) IS NOT NULL
                AND stopped_at IS NULL ORDER BY number DESC LIMIT 1
                """
            ).map(RoundHelper.init(row:))
            return helper.flatMap { RoundKeys(house: house).secret(of: $0) }.map {
                BenchDoor(role, RoundKeys.path($0))
            }
        }
    }
}
