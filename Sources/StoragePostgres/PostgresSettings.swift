/// How a pool behaves. What stands here by itself is what a town needs; a test takes one guard away and sees what it was
/// for.
package struct PostgresSettings: Sendable {
    /// Lines to the server, each with a thread of its own.
    package var connections = 8
    /// How long a transaction is tried again, in seconds, before the visitor hears that the site is away.
    package var patience = 5.0
    /// Tries a transaction again that another one crossed, or whose line broke.
    package var retries = true
    /// Lets transactions see each other only as if they came one after the other.
    package var isolates = true
    /// Lets writes that cross each other wait for their turn.
    package var takesTurns = true
    /// Statements kept prepared on each line; what was used longest ago goes.
    package var preparedStatements = 256
    /// No statement may take longer, in seconds; a server that has a bound of its own keeps it.
    package var statementSeconds = 30

    /// How long a commit may take, in seconds, before its outcome is called unknown.
    package var commitSeconds = 5.0

    package init() {}
}
