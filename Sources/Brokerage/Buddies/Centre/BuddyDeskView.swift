import Community
import Core
import Services
import Storage
import Web

struct BuddyDeskView: Sendable {
    let alarms: [BuddyAlarm.Item]
    let waiting: Int
    let withoutCandidate: Int
    let free: Int
    let together: Int
    /// Days to the beginning of the first pair, of the last twelve months.
    let waits: [Int]
    let objections: [(objection: BuddyObjection, words: String, path: String)]
    let hasKinds: Bool

    init(_ codes: [String], _ work: BuddyWork, _ known: BuddyPools, in db: any SQLConnection) throws {
        alarms = try BuddyAlarm.all(codes, now: work.now, in: db)
        let pools = try codes.map { try known.load($0, today: work.now.day, in: db) }
        waiting = pools.reduce(0) { $0 + $1.needs.count }
        withoutCandidate = pools.reduce(0) { $0 + $1.withoutCandidate }
        free = pools.reduce(0) { $0 + $1.offers.filter { $0.room > 0 }.count }
        together = try db.count(
            """
            SELECT COUNT(*) FROM buddy_pair WHERE municipality_code IN (\(list: codes))
            AND state IN (\(list: BuddyPair.State.together))
            """)
        let today = work.now.day
        waits = try codes.flatMap { try BuddyIndicators.waits($0, today - 365, today, db) }.sorted()
        hasKinds = try !BuddyKind.all(in: codes, db: db).isEmpty
        objections = try BuddyObjection.open(in: codes, db: db).compactMap { item in
            guard let words = try work.unseal(item.sealed, item.owner, "objection \(item.id)", in: db) else {
                return nil
            }
            let path: String
            if let request = try item.request.flatMap({ try BuddyRequest.find($0, in: db) }) {
                path = "\(BuddyDesk.home)/aanvragen/\(request.number)"
            } else {
                let number = try item.volunteer.flatMap { try BuddyVolunteer.find($0, in: db)?.number } ?? 0
                path = "\(BuddyDesk.home)/vrijwilligers/\(number)"
            }
            return (objection: item, words: words, path: path)
        }
    }
}
