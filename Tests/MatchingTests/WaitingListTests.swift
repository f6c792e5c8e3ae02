import Core
import Testing

@testable import Matching

struct WaitingListTests {
    private func list(_ random: inout Seeded, tandems: Bool) -> WaitingList {
        WaitingList(
            seekers: (0..<5).map { _ in
                WaitingList.Seeker(
                    needs: tandems && random.chance(30) ? 2 : 1,
                    candidates: (0..<4).filter { _ in random.chance(45) }.map {
                        .init(volunteer: $0, fit: random.int(0...9))
                    })
            },
            capacities: (0..<4).map { _ in random.int(0...2) })
    }

    /// Every way to help, as the set of seekers helped and the fit.
    private func all(_ list: WaitingList) -> [(helped: [Bool], fit: Int)] {
        var found: [(helped: [Bool], fit: Int)] = []
        func go(_ seeker: Int, _ room: [Int], _ helped: [Bool], _ fit: Int) {
            guard seeker < list.seekers.count else {
                found.append((helped, fit))
                return
            }
            go(seeker + 1, room, helped + [false], fit)
            let candidates = list.seekers[seeker].candidates.filter { room[$0.volunteer] > 0 }
            for (index, first) in candidates.enumerated() {
                var after = room
                after[first.volunteer] -= 1
                guard list.seekers[seeker].needs == 2 else {
                    go(seeker + 1, after, helped + [true], fit + first.fit)
                    continue
                }
                for second in candidates.dropFirst(index + 1) {
                    var last = after
                    last[second.volunteer] -= 1
                    go(seeker + 1, last, helped + [true], fit + first.fit + second.fit)
                }
            }
        }
        go(0, list.capacities, [], 0)
        return found
    }

    /// Whoever waits longer counts before all who wait less.
    private func comesBefore(_ left: [Bool], _ right: [Bool]) -> Bool {
        guard let first = zip(left, right).first(where: { $0 != $1 }) else { return false }
        return first.0
    }

    @Test(arguments: 1...150) func mostPairsBestForTheLongestWaitingThenTheBestFit(seed: UInt64) throws {
        var random = Seeded(seed: seed)
        let list = list(&random, tandems: false)
        let pairing = try list.pairing()
        let helped = pairing.volunteers.map { !$0.isEmpty }
        let ways = all(list)
        #expect(helped.count { $0 } == ways.map { way in way.helped.count { $0 } }.max())
        #expect(!ways.contains { comesBefore($0.helped, helped) })
        #expect(pairing.fit == ways.filter { $0.helped == helped }.map(\.fit).max())
        #expect(pairing.proof.isOptimal)
    }

    @Test(arguments: 1...80) func tandemsTakeTwoPeopleOrNone(seed: UInt64) throws {
        var random = Seeded(seed: seed)
        let list = list(&random, tandems: true)
        let pairing = try list.pairing()
        for (seeker, volunteers) in zip(list.seekers, pairing.volunteers) where !volunteers.isEmpty {
            #expect(volunteers.count == seeker.needs && Set(volunteers).count == seeker.needs)
            #expect(volunteers.allSatisfy { one in seeker.candidates.contains { $0.volunteer == one } })
        }
        for volunteer in list.capacities.indices {
            #expect(pairing.volunteers.joined().count { $0 == volunteer } <= list.capacities[volunteer])
        }
        // With room for one seeker each, a tandem's places are all the places there are: then the order is exact.
        let narrow = WaitingList(seekers: list.seekers, capacities: list.capacities.map { min(1, $0) })
        let helped = try narrow.pairing().volunteers.map { !$0.isEmpty }
        #expect(!all(narrow).contains { comesBefore($0.helped, helped) })
    }

    /// The longest waiting fits best with the only one who can help the next.
    @Test func whoWaitsLongestTakesAnotherSoThatTwoAreHelped() throws {
        let list = WaitingList(
            seekers: [
                .init(candidates: [.init(volunteer: 0, fit: 900), .init(volunteer: 1, fit: 100)]),
                .init(candidates: [.init(volunteer: 0, fit: 50)]),
            ], capacities: [1, 1])
        #expect(try list.pairing().volunteers == [[1], [0]])
    }

    @Test func unknownVolunteersAndNoNeedAreNoTrap() throws {
        let list = WaitingList(
            seekers: [.init(needs: 0, candidates: []), .init(candidates: [.init(volunteer: 7, fit: 1)])],
            capacities: [1])
        #expect(try list.pairing().helped == [])
        #expect(try WaitingList(seekers: [], capacities: []).pairing().volunteers == [])
    }
}
