/// Who counts background work.
package protocol JobObserver: Sendable {
    /// A job came to an end. One that was let go because the program stops is not told.
    func ended(_ kind: String, failed: Bool, microseconds: Int64)
}
