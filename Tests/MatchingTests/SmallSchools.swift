import Core

@testable import Matching

/// Small random schools, the same for the same seed: five pupils, three places, none to two seats each, lists of one to
/// three wishes.
struct SmallSchool {
    var seats: [Int]
    var wishes: [[Int]]
    /// Per place and pupil.
    var keys: [[UInt64]]

    init(seed: UInt64, pupils: Int = 5, places: Int = 3, oneNumber: Bool = false) {
        var random = Seeded(seed: seed)
        wishes = (0..<pupils).map { _ in
            Array(Array(0..<places).shuffled(using: &random).prefix(random.int(1...places)))
        }
        seats = (0..<places).map { _ in random.int(0...2) }
        let numbers = (0..<pupils).map { _ in random.next() }
        keys = (0..<places).map { _ in (0..<pupils).map { oneNumber ? numbers[$0] : random.next() } }
    }

    var problem: PlacementProblem {
        get throws {
            try PlacementProblem(
                seats: seats, wishes: wishes,
                turns: wishes.enumerated().map { pupil, list in list.map { keys[$0][pupil] } })
        }
    }

    func places() throws -> [Int32] { DeferredAcceptance.place(try problem).places }

    /// The rank of a place on a pupil's list; nowhere comes after all wishes.
    func rank(_ pupil: Int, _ place: Int32) -> Int {
        wishes[pupil].firstIndex(of: Int(place)) ?? wishes[pupil].count
    }

    /// Every way to put each pupil at a wish or nowhere.
    func allPlacements() -> [[Int32]] {
        var all: [[Int32]] = [[]]
        for list in wishes { all = all.flatMap { start in ([-1] + list).map { start + [Int32($0)] } } }
        return all
    }

    /// Places choose instead of pupils: the other extreme of the stable placements.
    func placeProposing() -> [Int32] {
        var mates = [Int32](repeating: -1, count: wishes.count)
        var load = [Int](repeating: 0, count: seats.count)
        var next = [Int](repeating: 0, count: seats.count)
        let lists = seats.indices.map { place in
            wishes.indices.filter { wishes[$0].contains(place) }.sorted {
                (keys[place][$0], $0) < (keys[place][$1], $1)
            }
        }
        var isBusy = true
        while isBusy {
            isBusy = false
            for place in seats.indices {
                while load[place] < seats[place], next[place] < lists[place].count {
                    let pupil = lists[place][next[place]]
                    next[place] += 1
                    isBusy = true
                    guard rank(pupil, Int32(place)) < rank(pupil, mates[pupil]) else { continue }
                    if mates[pupil] >= 0 { load[Int(mates[pupil])] -= 1 }
                    mates[pupil] = Int32(place)
                    load[place] += 1
                }
            }
        }
        return mates
    }
}

/// All ways to pick some of `items` in some order.
func arrangements(_ items: [Int]) -> [[Int]] {
    [[]] + items.flatMap { first in arrangements(items.filter { $0 != first }).map { [first] + $0 } }
}
