import Core
import Storage

/// The ranked wishes of a pupil, or of a group of friends.
enum WishList {
    /// Whose list it is: the group's while the pupil is in one, else the pupil's own.
    static func owner(of pupil: Pupil) -> String { pupil.group?.text ?? pupil.id.text }

    /// The owner of the list that counts for a pupil `p`: friends share one as long as they are two.
    private static let counted: SQL = """
        CASE WHEN p.group_id IS NOT NULL AND (SELECT COUNT(*) FROM pupil gp WHERE gp.group_id = p.group_id
            AND gp.erased_at IS NULL) > 1 THEN p.group_id ELSE p.id END
        """

    /// The places `cl` a list may name: one that was sent back or withdrawn, or whose organisation stopped, does not count.
    private static var counts: SQL {
        let states: [PupilPlace.State] = [.approved, .submitted]
        return "cl.state IN (\(list: states)) AND \(PupilPlace.isOffered(by: "cl.organisation_id"))"
    }

    private static func places(of round: PupilRound.Identity) -> SQL {
        "SELECT cl.id FROM pupil_place cl WHERE cl.round_id = \(round) AND \(counts)"
    }

    /// Whether a pupil `p` has a list that counts, as a condition.
    ///
    /// - Parameter round: of all the pupils that are asked for. Its places are then looked up once for all of them.
    static func isMade(in round: PupilRound.Identity? = nil) -> SQL {
        guard let round else {
            return """
                EXISTS (SELECT 1 FROM pupil_wish cw JOIN pupil_place cl ON cl.id = cw.place_id
                    WHERE cw.owner_id = \(counted) AND \(counts))
                """
        }
        return """
            EXISTS (SELECT 1 FROM pupil_wish cw WHERE cw.owner_id = \(counted) AND cw.place_id IN (\(places(of: round))))
            """
    }

    /// As `isMade(in:)`, for a question about every pupil of the round: the lists are looked up once as well. They are
    /// found by their round, so the place stands where no index answers to it.
    static func isAmongMade(in round: PupilRound.Identity) -> SQL {
        """
        \(counted) IN (SELECT cw.owner_id FROM pupil_wish cw WHERE cw.round_id = \(round)
            AND COALESCE(cw.place_id, '') IN (\(places(of: round))))
        """
    }

    /// How many wishes of a pupil count now.
    static func count(of pupil: Pupil, in db: any SQLConnection) throws -> Int {
        try db.count(
            """
            SELECT COUNT(*) FROM pupil p JOIN pupil_wish cw ON cw.owner_id = \(counted)
            JOIN pupil_place cl ON cl.id = cw.place_id WHERE p.id = \(pupil.id) AND \(counts)
            """)
    }

    static func load(_ owner: String, in db: any SQLConnection) throws -> [PupilPlace.Identity] {
        try db.rows("SELECT place_id FROM pupil_wish WHERE owner_id = \(owner) ORDER BY position").map {
            try $0("place_id")
        }
    }

    /// Every list of a round by its owner.
    static func all(of round: PupilRound.Identity, in db: any SQLConnection) throws -> [String: [PupilPlace.Identity]] {
        var lists: [String: [PupilPlace.Identity]] = [:]
        for row in try db.rows(
            "SELECT owner_id, place_id FROM pupil_wish WHERE round_id = \(round) ORDER BY owner_id, position")
        {
            lists[try row("owner_id"), default: []].append(try row("place_id"))
        }
        return lists
    }

    static func replace(
        _ owner: String, with places: [PupilPlace.Identity], round: PupilRound.Identity, in db: any SQLConnection
    ) throws {
        try db.run("DELETE FROM pupil_wish WHERE owner_id = \(owner)")
        for (position, place) in places.enumerated() {
            try db.run(
                """
                INSERT INTO pupil_wish (owner_id, position, round_id, place_id)
                VALUES (\(owner), \(position), \(round), \(place))
                """)
        }
    }

    /// What a button or the numbers behind the places ask for.
    enum Change: Sendable, Equatable {
        case add(PupilPlace.Identity), remove(PupilPlace.Identity), up(PupilPlace.Identity), down(PupilPlace.Identity)
        /// A new number for each place, as typed or chosen.
        case order([PupilPlace.Identity: Int])
    }

    /// The list after a change. An unknown place changes nothing.
    static func changed(_ list: [PupilPlace.Identity], by change: Change) -> [PupilPlace.Identity] {
        var list = list
        switch change {
        case .add(let place):
            if !list.contains(place) { list.append(place) }
        case .remove(let place): list.removeAll { $0 == place }
        case .up(let place):
            if let index = list.firstIndex(of: place), index > 0 { list.swapAt(index, index - 1) }
        case .down(let place):
            if let index = list.firstIndex(of: place), index + 1 < list.count { list.swapAt(index, index + 1) }
        case .order(let numbers):
            // Whoever gives a place number 2 wants it there: what moves up goes before what stood there, what moves
            // down goes after.
            list = list.enumerated().sorted { left, right in
                let (first, second) = (
                    numbers[left.element] ?? left.offset + 1, numbers[right.element] ?? right.offset + 1
                )
                if first != second { return first < second }
                let (one, other) = ((first - left.offset - 1).signum(), (second - right.offset - 1).signum())
                return one != other ? one < other : left.offset < right.offset
            }.map(\.element)
        }
        return list
    }
}
