/// The menu as a visitor sees it from one page: loose items, groups as one word, and the parts of the group that is open.
struct Menu {
    struct Entry {
        let title: String
        let path: String
        /// The value of `aria-current`; `nil` when the visitor is elsewhere.
        let current: String?
    }

    let entries: [Entry]
    let open: (title: String, entries: [Entry])?

    /// - Parameter items: in their order; a group stands where its own order says, before an item of the same order.
    init(_ items: [MenuItem], at path: String) {
        let here = Self.current(items, at: path)
        var groups: [(group: MenuItem.Group, items: [MenuItem])] = []
        for item in items {
            guard let group = item.group else { continue }
            if let index = groups.firstIndex(where: { $0.group == group }) {
                groups[index].items.append(item)
            } else {
                groups.append((group, [item]))
            }
        }
        // A group of one is no group.
        let real = groups.filter { $0.items.count > 1 }
        let loose = items.filter { item in !real.contains { $0.group == item.group } }
        var rows = loose.map { (order: $0.order, entry: Self.entry($0, here)) }
        for (group, parts) in real.reversed() {
            let isOpen = parts.contains { $0.path == here }
            let entry = Entry(title: group.title, path: parts[0].path, current: isOpen ? "true" : nil)
            let place = rows.firstIndex { $0.order >= group.order } ?? rows.endIndex
            rows.insert((group.order, entry), at: place)
        }
        entries = rows.map(\.entry)
        open = real.first { $0.items.contains { $0.path == here } }.map { group in
            (group.group.title, group.items.map { Self.entry($0, here) })
        }
    }

    private static func entry(_ item: MenuItem, _ here: String?) -> Entry {
        Entry(title: item.title, path: item.path, current: item.path == here ? "page" : nil)
    }

    /// The item this page belongs to: the longest path that leads here.
    private static func current(_ items: [MenuItem], at path: String) -> String? {
        items.map(\.path).filter { path == $0 || ($0 != "/" && path.hasPrefix($0 + "/")) }.max {
            $0.utf8.count < $1.utf8.count
        }
    }
}
