import ArgumentParser

/// Measures the tabulation; not shown in the help. Prints JSON, times in milliseconds.
struct BenchTables: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-tables", abstract: "Measure the tabulation.", shouldDisplay: false)

    @Option(help: "A folder of Benchmarks/tabulation: codes.bin (a column after another), weights.bin, options.json.")
    var data: String?
    @Option(help: "A survey in a file, as of tabulate.") var survey: String?
    @Option(help: "The tables to make of it.") var requests: String?
    @Option(help: "Combine two columns of this many records, in millions.") var bits: Int?
    @Option(help: "How many times each measurement is done; the fastest counts.") var rounds = 5

    func validate() throws {
        guard (1...1000).contains(rounds) else { throw ValidationError("--rounds is 1 to 1000.") }
        guard (1...20_000).contains(bits ?? 1) else { throw ValidationError("--bits is 1 to 20000.") }
        guard (survey == nil) == (requests == nil) else { throw ValidationError("Give --survey and --requests.") }
    }

    func run() throws {
        let bench = TableBench(rounds: rounds)
        if let data { try bench.print(bench.crossTables(data)) }
        if let survey, let requests { try bench.print(bench.everyTable(survey, requests)) }
        if let bits { try bench.print(bench.combination(bits)) }
    }
}
