import Synchronization

/// Chunks as they were at one moment. Reading needs no lock, however long it takes.
struct RankChunks: Sendable {
    var chunks: [RankChunk] = []
    /// Open and closed together.
    var count = 0
}

/// Keeps people or works, and hands out how they stand. An update copies only the chunks it touches and then swaps: a
/// reader sees all of an update or nothing of it.
final class RankStore: Sendable {
    private struct Writer: Sendable {
        var positions: [String: Int] = [:]
        var free: [Int] = []
        var next = 0
    }

    private let arePeople: Bool
    private let writer = Mutex(Writer())
    private let published = Mutex(RankChunks())

    init(arePeople: Bool) { self.arePeople = arePeople }

    var current: RankChunks { published.withLock { $0 } }

    /// Adds or replaces, then removes. The last of two with the same id counts.
    func update(_ items: [(id: String, row: RankRow)], removing ids: [String]) {
        // One writer at a time; readers go on with what was published.
        writer.withLock { writer in
            var state = current
            var changed: [Int: (rows: [RankRow], ids: [String])] = [:]
            func edit(_ position: Int, _ id: String, _ row: RankRow) {
                let number = position / RankChunk.capacity
                let chunk = number < state.chunks.count ? state.chunks[number] : nil
                // Taken out while it is edited, so that the arrays are not copied for every row.
                var edited = changed.removeValue(forKey: number) ?? (chunk?.rows ?? [], chunk?.ids ?? [])
                let place = position % RankChunk.capacity
                if place < edited.rows.count {
                    edited.rows[place] = row
                    edited.ids[place] = id
                } else {
                    edited.rows.append(row)
                    edited.ids.append(id)
                }
                changed[number] = edited
            }
            for item in items {
                if let position = writer.positions[item.id] {
                    edit(position, item.id, item.row)
                    continue
                }
                let position: Int
                if let reused = writer.free.popLast() {
                    position = reused
                } else {
                    position = writer.next
                    writer.next += 1
                }
                writer.positions[item.id] = position
                edit(position, item.id, item.row)
            }
            for id in ids {
                guard let position = writer.positions.removeValue(forKey: id) else { continue }
                var nobody = RankRow(RankWork(id: ""))
                nobody.isOpen = false
                edit(position, "", nobody)
                writer.free.append(position)
            }
            for number in changed.keys.sorted() {
                guard let edited = changed[number] else { continue }
                let chunk = RankChunk(rows: edited.rows, ids: edited.ids, arePeople: arePeople)
                if number < state.chunks.count { state.chunks[number] = chunk } else { state.chunks.append(chunk) }
            }
            state.count = writer.positions.count
            published.withLock { $0 = state }
        }
    }
}
