import Testing

@testable import Matching

struct LotterySimulationTests {
    private func input(pupils: Int) throws -> PlacementInput {
        let list = (0..<pupils).map { number -> PlacementInput.Pupil in
            // Nobody asks for the last place.
            let asked: [Int] = [number % 6, (number + 1) % 6, (number + 3) % 6].filter { $0 != 5 }
            let wishes = asked.map { PlacementInput.Wish(place: "plek-\($0)") }
            return PlacementInput.Pupil(pseudonym: "L\(1000 + number)", wishes: wishes)
        }
        return try PlacementInput(
            rule: .oneNumber, places: (0..<6).map { .init(name: "plek-\($0)", seats: 5) }, pupils: list)
    }

    @Test func simulationCountsEveryPupilInEveryDraw() throws {
        let figures = try LotterySimulation.compare(try input(pupils: 60), draws: 50, seed: 1)
        #expect(figures.map(\.rule) == [.oneNumber, .numberPerPlace])
        for figure in figures {
            #expect(figure.byWish.reduce(0, +) + figure.unplaced == 60 * 50)
            #expect(figure.unplacedRange.lowerBound >= 60 - 30)
            #expect(figure.mean(first: 99) + figure.meanUnplaced == 60)
        }
        #expect(try LotterySimulation.compare(try input(pupils: 60), draws: 50, seed: 1) == figures)
        #expect(try LotterySimulation.compare(try input(pupils: 60), draws: 50, seed: 2) != figures)
    }
}
