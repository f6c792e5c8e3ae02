/// Who counts requests. Both are called on the path of every request: they must take no more than a moment.
package protocol RequestObserver: Sendable {
    /// A request came in.
    func began()
    /// Its answer is ready.
    ///
    /// - Parameters:
    ///   - route: as declared; without it there is no such page.
    ///   - microseconds: from its arrival to the answer, without the way over the line.
    func ended(_ route: Route?, status: Int, microseconds: Int64)
}
