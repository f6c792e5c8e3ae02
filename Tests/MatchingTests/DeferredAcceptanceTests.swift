import Testing

@testable import Matching

struct DeferredAcceptanceTests {
    @Test(arguments: 1...120) func isStableAndBestForEveryPupilAtOnce(seed: UInt64) throws {
        let school = SmallSchool(seed: seed)
        let problem = try school.problem
        let mates = try school.places()
        #expect(Stability.check(Placement(places: mates), of: problem).isStable)
        // Over every placement there is, not only those some algorithm finds.
        for other in school.allPlacements() where Stability.check(Placement(places: other), of: problem).isStable {
            for pupil in mates.indices { #expect(school.rank(pupil, mates[pupil]) <= school.rank(pupil, other[pupil])) }
        }
    }

    @Test(arguments: 1...120) func theOrderOfPupilsDoesNotMatter(seed: UInt64) throws {
        let school = SmallSchool(seed: seed)
        let mates = try school.places()
        for order in [[4, 3, 2, 1, 0], [2, 0, 4, 1, 3]] {
            var shuffled = school
            shuffled.wishes = order.map { school.wishes[$0] }
            shuffled.keys = school.keys.map { row in order.map { row[$0] } }
            #expect(try shuffled.places() == order.map { mates[$0] })
        }
    }

    /// Roth 1986: in every stable placement the same pupils are left, and a place with a seat over has the same ones.
    @Test(arguments: 1...120) func ruralHospitals(seed: UInt64) throws {
        let school = SmallSchool(seed: seed)
        let mine = try school.places()
        let theirs = school.placeProposing()
        #expect(Stability.check(Placement(places: theirs), of: try school.problem).isStable)
        #expect(mine.map { $0 < 0 } == theirs.map { $0 < 0 })
        for place in school.seats.indices {
            let (left, right) = (mine.indices.filter { mine[$0] == place }, mine.indices.filter { theirs[$0] == place })
            #expect(left.count == right.count)
            if left.count < school.seats[place] { #expect(left == right) }
        }
    }

    @Test(arguments: 1...40) func noLieEverHelps(seed: UInt64) throws {
        let school = SmallSchool(seed: seed)
        let mates = try school.places()
        for pupil in mates.indices {
            for lie in arrangements([0, 1, 2]) {
                var lying = school
                lying.wishes[pupil] = lie
                let got = try lying.places()[pupil]
                #expect(school.rank(pupil, got) >= school.rank(pupil, mates[pupil]))
            }
        }
    }

    @Test(arguments: 1...120) func oneSeatMoreHurtsNobody(seed: UInt64) throws {
        let school = SmallSchool(seed: seed)
        let mates = try school.places()
        for place in school.seats.indices {
            var roomier = school
            roomier.seats[place] += 1
            let after = try roomier.places()
            for pupil in mates.indices { #expect(school.rank(pupil, after[pupil]) <= school.rank(pupil, mates[pupil])) }
        }
    }

    @Test(arguments: 1...120) func withOneNumberItIsChoosingInTurn(seed: UInt64) throws {
        let school = SmallSchool(seed: seed, oneNumber: true)
        var left = school.seats
        var turn = [Int32](repeating: -1, count: school.wishes.count)
        for pupil in school.wishes.indices.sorted(by: { school.keys[0][$0] < school.keys[0][$1] }) {
            guard let place = school.wishes[pupil].first(where: { left[$0] > 0 }) else { continue }
            left[place] -= 1
            turn[pupil] = Int32(place)
        }
        #expect(try school.places() == turn)
    }

    /// The checker itself: whatever is spoiled in a stable placement, it sees.
    @Test func theCheckerRefusesSpoiledPlacements() throws {
        var refused = 0
        for seed in 1...300 as ClosedRange<UInt64> {
            let school = SmallSchool(seed: seed)
            let problem = try school.problem
            let mates = try school.places()
            for pupil in mates.indices where mates[pupil] >= 0 {
                var spoiled = mates
                spoiled[pupil] = -1
                #expect(!Stability.check(Placement(places: spoiled), of: problem).isStable)
                refused += 1
            }
        }
        #expect(refused > 500)
    }

    @Test func theCheckerNamesWhatIsWrong() throws {
        let problem = try PlacementProblem(seats: [1, 1], wishes: [[0], [0], [0, 1]], turns: [[1], [2], [3, 3]])
        #expect(Stability.check(Placement(places: [0, 0, 1]), of: problem).overfull == [0])
        #expect(Stability.check(Placement(places: [1, 0, -1]), of: problem).unwanted == [0])
        #expect(Stability.check(Placement(places: [-1, 0, 1]), of: problem).blocking == [.init(pupil: 0, place: 0)])
        #expect(Stability.check(Placement(places: [0]), of: problem).incomplete)
        #expect(Stability.check(Placement(places: [0, -1, 1]), of: problem).isStable)
    }

    @Test func theSameTurnGoesToTheLowerNumber() throws {
        let problem = try PlacementProblem(seats: [1], wishes: [[0], [0]], turns: [[7], [7]])
        #expect(DeferredAcceptance.place(problem).places == [0, -1])
    }

    @Test func refusesWhatIsNotAProblem() {
        #expect(throws: PlacementFault.negativeSeats(place: 1)) {
            try PlacementProblem(seats: [1, -1], wishes: [], turns: [])
        }
        #expect(throws: PlacementFault.unknownPlace(pupil: 0, wish: 1)) {
            try PlacementProblem(seats: [1], wishes: [[0, 3]], turns: [[1, 1]])
        }
        #expect(throws: PlacementFault.repeatedWish(pupil: 0, wish: 1)) {
            try PlacementProblem(seats: [1], wishes: [[0, 0]], turns: [[1, 1]])
        }
        #expect(throws: PlacementFault.turnsMissing) { try PlacementProblem(seats: [1], wishes: [[0]], turns: [[]]) }
    }

    @Test func nobodyAndNothing() throws {
        #expect(DeferredAcceptance.place(try PlacementProblem(seats: [], wishes: [], turns: [])).places == [])
        #expect(
            DeferredAcceptance.place(try PlacementProblem(seats: [0], wishes: [[0], []], turns: [[1], []])).places == [
                -1, -1,
            ])
    }
}
