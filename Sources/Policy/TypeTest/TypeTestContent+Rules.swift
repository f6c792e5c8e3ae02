/// The two axes of the test. The program draws them across and up; what they mean stands in the content.
package enum TypeTestAxis: String, Sendable, CaseIterable {
    /// Broad or narrow: up.
    case scope
    /// At a distance or conductor: across.
    case steering
}

/// How the municipality is now, or how it should be.
package enum TypeTestViewpoint: String, Sendable, CaseIterable, Hashable {
    case now
    case wanted
}

extension TypeTestContent {
    package func axis(_ axis: TypeTestAxis) -> Axis? { scoring.axes.first { $0.id == axis.rawValue } }
    package func pole(_ id: String?) -> Pole? { scoring.poles.first { $0.id == id } }
    package func type(_ id: String?) -> Kind? { types.first { $0.id == id } }
    package func type(scope: String, steering: String) -> Kind? {
        types.first { $0.scope == scope && $0.steering == steering }
    }
    package func viewpoint(_ viewpoint: TypeTestViewpoint) -> Choice? {
        viewpoints.first { $0.id == viewpoint.rawValue }
    }
    package func role(_ id: String?) -> Choice? { roles.first { $0.id == id } }

    /// The statements as they are asked, 1 up.
    package var inOrder: [Statement] { statements.sorted { $0.number < $1.number } }

    package var problems: [String] {
        repeated(help.map(\.id) + statements.map(\.id) + types.map(\.id) + discussion.map(\.id), in: "type-test")
            + numberProblems + axisProblems + poleProblems + wordProblems
    }

    private var numberProblems: [String] {
        let numbers = statements.map(\.number).sorted()
        return numbers == Array(1...max(1, statements.count))
            ? [] : ["statements: the numbers are not 1 to \(statements.count), each once"]
    }

    private var axisProblems: [String] {
        var problems: [String] = []
        if scoring.axes.map(\.id).sorted() != TypeTestAxis.allCases.map(\.rawValue).sorted() {
            problems.append("scoring › axes: must be scope and steering")
        }
        for axis in scoring.axes {
            let place = "scoring › axes › \(axis.id)"
            let own = statements.filter { $0.axis == axis.id }.map(\.number).sorted()
            if own != axis.statements.sorted() { problems.append("\(place): other statements than name this axis") }
            if axis.statements.count != scoring.statementsPerAxis {
                problems.append("\(place): must have \(scoring.statementsPerAxis) statements")
            }
            let rest = axis.parity == "even" ? 0 : 1
            if !axis.statements.allSatisfy({ $0 % 2 == rest }) { problems.append("\(place): not all \(axis.parity)") }
            if axis.low.from != 0 || axis.high.from != axis.low.to + 1 || axis.high.to != scoring.statementsPerAxis {
                problems.append("\(place): low and high must cover 0 to \(scoring.statementsPerAxis) without a gap")
            }
        }
        return problems
    }

    private var poleProblems: [String] {
        var problems: [String] = []
        let used = scoring.axes.flatMap { [$0.low.pole, $0.high.pole] }
        for pole in used where self.pole(pole) == nil { problems.append("scoring › poles: \(pole) is missing") }
        guard let scope = axis(.scope), let steering = axis(.steering) else { return problems }
        for first in [scope.low.pole, scope.high.pole] {
            for second in [steering.low.pole, steering.high.pole]
            where types.filter({ $0.scope == first && $0.steering == second }).count != 1 {
                problems.append("types: there must be one for \(first) and \(second)")
            }
        }
        if types.count != 4 { problems.append("types: must be four") }
        return problems
    }

    private var wordProblems: [String] {
        var problems: [String] = []
        for viewpoint in TypeTestViewpoint.allCases where self.viewpoint(viewpoint) == nil {
            problems.append("viewpoints: \(viewpoint.rawValue) is missing")
        }
        if !["a", "b"].contains(scoring.countedAnswer) { problems.append("scoring › counted-answer: must be a or b") }
        if scoring.missing.rule != "type-only-if-certain" { problems.append("scoring › missing: unknown rule") }
        if scoring.group.centre != "mean-of-counts" { problems.append("scoring › group › centre: unknown rule") }
        if scoring.group.mostDivided != "smallest-difference-between-a-and-b" {
            problems.append("scoring › group › most-divided: unknown rule")
        }
        // Below five, what is left after one's own answers is two or three people who know each other.
        if scoring.group.smallestGroup < 5 { problems.append("scoring › group › smallest-group: at least 5") }
        if roles.isEmpty || discussion.isEmpty { problems.append("roles, discussion: must not be empty") }
        return problems
    }
}
