package import Community
import Core
import Storage

extension Brokerage {
    /// The desk, pupils, buddies, rounds and hours of ten years. The vacancy bank was filled before.
    package func bench(_ world: BenchWorld) async throws -> [BenchDoor] {
        let house = self.house
        try await HoursBench(world: world).write(house.database)
        var doors = try await DeskBench(house: house, world: world).write()
        doors += try await PupilBench(house: house, world: world).write()
        doors += try await BuddyBench(house: house, world: world).write()
        return doors + (try await RoundBench(house: house, world: world).write())
    }
}

extension BenchDoor {
    /// A link as it stands in a mail of this site.
    init(_ role: String, link: String, of house: House) {
        self.init(role, link.hasPrefix(house.origin) ? String(link.dropFirst(house.origin.count)) : link)
    }
}
