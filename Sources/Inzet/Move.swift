import App
import ArgumentParser
import Storage

struct Move: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Carry a town to another database, row by row, and compare both.",
        discussion: """
            Stop the site first. The target must be empty; it gets the schema by itself. Cut short, the same command goes on \
            where it was. Afterwards start the site on the target with the same key (--key), and keep the source as a backup.
            """)

    @Option(help: "Where the town is: sqlite:PATH or postgres://user@host/name.") var from: String
    @Option(help: "Where it comes: sqlite:PATH or postgres://user@host/name.") var to: String

    func run() async throws {
        let source = try Configuration.database(from)
        let target = try Configuration.database(to)
        guard source != target else { throw MoveError.sameplace }
        let line = ProgressLine()
        let outcome: TownMove.Outcome
        do {
            outcome = try await TownMove.run(from: source, to: target) { line.show($0, $1, of: $2) }
        } catch {
            line.end()
            throw error
        }
        line.end()
        for moved in outcome.tables { print("\(moved.table): \(moved.rows) rows, \(moved.digest)") }
        print("Moved and compared: \(outcome.rows) rows in \(outcome.tables.count) tables. Both are the same.")
    }
}
