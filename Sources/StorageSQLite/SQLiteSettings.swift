/// How the file is opened. What stands here by itself is what a town needs; a test takes one guard away and sees what
/// it was for.
package struct SQLiteSettings: Sendable {
    /// When a commit counts. `full` waits for the disk; `normal` does not, and loses acknowledged commits at a power cut.
    package enum Durability: Int, Sendable { case normal = 1, full = 2 }

    package var durability = Durability.full
    /// How long a statement waits for another program that holds the file, in seconds.
    package var patience = 5.0
    /// Takes the right to write when a transaction begins, not at its first change: what it read before stays true.
    package var claimsAtOnce = true
    package var readers = 4
    /// Pages kept for each connection, in kibibytes.
    package var cache = 4000

    package init() {}
}
