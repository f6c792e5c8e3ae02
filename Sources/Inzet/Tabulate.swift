import ArgumentParser

struct Tabulate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Count a survey in a file, or hold the percentages of a printed report against its counts.",
        discussion: """
            --survey FILE --requests FILE: a survey and the tables that are asked of it, both JSON; each table is a line \
            of JSON. --audit FILE --base NUMBER: the file has columns in pairs, NAME_n with the counts and NAME_pct with \
            the printed percentages. Each cell that does not follow is a line. Where the report's own lists are known, \
            their contradictions follow.
            """)

    @Option(help: "A CSV file with the printed table.") var audit: String?
    @Option(help: "The number of records the printed shares are of.") var base: Int?
    @Option(help: "How far from the base other bases are tried: 2 below and 1 above is -2:1.") var around = "-2:1"
    @Option(help: "A JSON file with the questions and answers of a survey.") var survey: String?
    @Option(help: "A JSON file with a list of tables to make of it.") var requests: String?
    @Option(help: "Hide counts and bases below it, over all the tables together.") var least: Int?

    func validate() throws {
        guard (survey == nil) == (requests == nil), (audit == nil) == (base == nil), (audit == nil) != (survey == nil)
        else { throw ValidationError("Give --survey FILE --requests FILE, or --audit FILE --base NUMBER.") }
        guard base ?? 1 > 0 else { throw ValidationError("The base is at least 1.") }
        guard bases != nil else { throw ValidationError("--around is two numbers, such as -2:1.") }
        guard least ?? 1 > 0 else { throw ValidationError("--least is at least 1.") }
    }

    private var bases: ClosedRange<Int>? {
        let parts = around.split(separator: ":").compactMap { Int($0) }
        let base = base ?? 10_000
        guard parts.count == 2, parts[0] <= parts[1], parts.allSatisfy({ (-1000...1000).contains($0) }),
            base > -parts[0], base < 1_000_000_000
        else { return nil }
        return base + parts[0]...base + parts[1]
    }

    func run() throws {
        if let survey, let requests {
            for line in try SurveyTables(survey: survey, requests: requests, least: least).lines() { print(line) }
        }
        if let audit, let base { try AuditLines(file: audit, base: base, bases: bases ?? base...base).run() }
    }
}
