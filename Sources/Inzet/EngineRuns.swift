import Foundation
import Matching

/// The runs of the matching bench: read, solve a few times, write the mates, one line of JSON.
enum EngineRuns {
    static func deferredAcceptance(_ path: String, _ output: String, runs: Int) throws -> String {
        var file = try EngineFile(path: path, magic: "MBC1")
        let (pupils, places, length) = (try file.number(), try file.number(), try file.number())
        let seats = try file.words(places, of: UInt32.self).map(Int.init)
        let wishes = try file.words(pupils * length, of: UInt32.self).map(Int.init)
        let turns = try file.words(pupils * length, of: UInt64.self)
        let problem = try PlacementProblem(
            seats: seats, starts: (0...pupils).map { $0 * length }, wishes: wishes, turns: turns)
        var times = EngineTimes()
        var placement = Placement(places: [])
        for _ in 0..<max(1, runs) { placement = times.measure { DeferredAcceptance.place(problem) } }
        try writeMates(placement.places, to: output)
        let report = Stability.check(placement, of: problem)
        return line(
            times.members(bench: "da", path: path) + [
                "\"unplaced\": \(placement.unplaced)", "\"blocking_pairs\": \(report.blocking.count)",
                "\"stable\": \(report.isStable)",
            ])
    }

    static func line(_ members: [String]) -> String { "{" + members.joined(separator: ", ") + "}" }
}

extension EngineRuns {
    static func sparseAssignment(_ path: String, _ output: String, runs: Int) throws -> String {
        var file = try EngineFile(path: path, magic: "MBS1")
        let (rows, columns, pairs) = (try file.number(), try file.number(), try file.number())
        let starts = try file.words(rows + 1, of: UInt32.self).map(Int.init)
        let targets = try file.words(pairs, of: UInt32.self).map(Int.init)
        let costs = try file.words(pairs, of: Int32.self).map(Int64.init)
        let problem = try AssignmentProblem(columns: columns, starts: starts, targets: targets, costs: costs)
        var times = EngineTimes()
        var answer = AssignmentAnswer.impossible(rows: [], columns: [])
        for _ in 0..<max(1, runs) { answer = try times.measure { try SparseAssignment.solve(problem) } }
        return try finish(answer, of: problem, times.members(bench: "lap", path: path), output)
    }

    private static func finish(
        _ answer: AssignmentAnswer, of problem: AssignmentProblem, _ members: [String], _ output: String
    ) throws -> String {
        switch answer {
        case .solved(let assignment):
            try writeMates(assignment.mates, to: output)
            let report = AssignmentCheck.check(assignment, of: problem)
            return line(
                members + [
                    "\"objective\": \(assignment.cost)", "\"gap\": \(report.gap)", "\"certified\": \(report.isOptimal)",
                ])
        case .impossible(let rows, let columns):
            return line(members + ["\"impossible\": [\(rows.count), \(columns.count)]"])
        }
    }
}

extension EngineRuns {
    static func denseAssignment(_ path: String, _ output: String, runs: Int) throws -> String {
        var file = try EngineFile(path: path, magic: "MBD1")
        let size = try file.number()
        let costs = try file.words(size * size, of: Int32.self)
        var times = EngineTimes()
        var assignment: Assignment?
        for _ in 0..<max(1, runs) {
            assignment = try times.measure {
                try DenseAssignment.solve(rows: size, columns: size, costs: costs)
            }
        }
        guard let assignment else { return "{}" }
        let problem = try AssignmentProblem(
            columns: size, starts: (0...size).map { $0 * size }, targets: (0..<size * size).map { $0 % max(1, size) },
            costs: costs.map(Int64.init))
        return try finish(.solved(assignment), of: problem, times.members(bench: "lap", path: path), output)
    }
}
