/// One page of a list that is paged by key: `next` is the key to ask the following page with.
package struct Page<Item: Sendable>: Sendable {
    package let items: [Item]
    package let next: String?

    package init(items: [Item], next: String?) {
        self.items = items
        self.next = next
    }

    /// Cuts a fetch of one row more than `limit` into a page.
    package init(fetched: [Item], limit: Int, key: (Item) -> String) {
        items = Array(fetched.prefix(limit))
        next = fetched.count > limit ? items.last.map(key) : nil
    }

    package func map<Other: Sendable>(_ transform: (Item) throws -> Other) rethrows -> Page<Other> {
        Page<Other>(items: try items.map(transform), next: next)
    }
}
