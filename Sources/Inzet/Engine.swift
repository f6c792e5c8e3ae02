import ArgumentParser

/// The matching engine by itself, for measuring and for checking its answers with other programs.
struct EngineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "engine",
        abstract: "Run the matching engine on a file of the matching bench, and write the answer.",
        discussion: "The last line is JSON with the seconds of each run. Answers are 32-bit numbers, one a row.",
        subcommands: [LeastCost.self, DeferredAcceptanceRun.self, RankingRun.self])

    enum Shape: String, ExpressibleByArgument { case dense, sparse }

    struct LeastCost: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "lap", abstract: "The least costly assignment, with its proof checked.")

        @Argument(help: "dense (every pair possible) or sparse.") var shape: Shape
        @Argument(help: "An MBD1 or MBS1 file.") var file: String
        @Argument(help: "Where the mates go.") var output: String
        @Argument(help: "How often to solve it.") var runs: Int

        func run() throws {
            switch shape {
            case .dense: print(try EngineRuns.denseAssignment(file, output, runs: runs))
            case .sparse: print(try EngineRuns.sparseAssignment(file, output, runs: runs))
            }
        }
    }

    struct DeferredAcceptanceRun: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "da", abstract: "Pupils to places by deferred acceptance, with its stability checked.")

        @Argument(help: "An MBC1 file.") var file: String
        @Argument(help: "Where the mates go.") var output: String
        @Argument(help: "How often to solve it.") var runs: Int

        func run() throws { print(try EngineRuns.deferredAcceptance(file, output, runs: runs)) }
    }

    struct RankingRun: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rank", abstract: "The best 50 of so many made-up candidates, with their reasons.")

        @Argument(help: "How many candidates.") var candidates: Int
        @Argument(help: "How often to rank them.") var runs: Int

        func run() throws { print(try EngineRuns.ranking(candidates, runs: runs)) }
    }
}
