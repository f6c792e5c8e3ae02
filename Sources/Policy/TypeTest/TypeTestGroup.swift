/// Turns what may be shown of a group into the words of the content: spots, types, middles.
struct TypeTestGroup {
    let content: TypeTestContent
    private let axes: [TypeTestContent.Axis]
    private let places: [TypeTestPlaces]

    init(_ content: TypeTestContent) {
        self.content = content
        // The order of the axes everywhere here: scope, steering.
        axes = TypeTestAxis.allCases.compactMap(content.axis)
        places = axes.map { TypeTestPlaces(statements: $0.statements.count) }
    }

    func votes(_ answers: TypeTestAnswers) -> [[Bool]] {
        axes.map { axis in
            axis.statements.map { String(answers[number: $0].rawValue) == content.scoring.countedAnswer }
        }
    }

    func spot(_ place: [Int]) -> TypeTestOutcome.Spot {
        let values = zip(places, place).map { $0.middle($1) }
        return TypeTestOutcome.Spot(scope: values.first ?? 0, steering: values.last ?? 0)
    }

    /// The type of a place: all counts that share a place lie on one side.
    func type(_ place: [Int]) -> String? {
        let poles = zip(zip(axes, places), place).compactMap { pair, place in pair.0.pole(of: pair.1.lower(place)) }
        guard poles.count == 2 else { return nil }
        return content.type(scope: poles[0], steering: poles[1])?.id
    }

    func isOnBorder(_ place: [Int]) -> Bool {
        zip(places, place).contains { axis, place in
            (axis.lower(place)...axis.upper(place)).allSatisfy(content.scoring.border.counts.contains)
        }
    }

    /// The type on whose side a middle lies; `nil` exactly on the border.
    func type(of spot: TypeTestOutcome.Spot) -> String? {
        let border = content.scoring.group.borderAt
        guard axes.count == 2, spot.scope != border, spot.steering != border else { return nil }
        return type(isHigh: [spot.scope > border, spot.steering > border])
    }

    func type(isHigh: [Bool]) -> String? {
        guard isHigh.count == 2, axes.count == 2 else { return nil }
        let poles = zip(axes, isHigh).map { $1 ? $0.high.pole : $0.low.pole }
        return content.type(scope: poles[0], steering: poles[1])?.id
    }

    func middle(_ spots: [TypeTestOutcome.Spot]) -> TypeTestOutcome.Spot? {
        guard !spots.isEmpty else { return nil }
        return TypeTestOutcome.Spot(scope: Self.mean(spots.map(\.scope)), steering: Self.mean(spots.map(\.steering)))
    }

    func spread(_ spots: [TypeTestOutcome.Spot]) -> TypeTestOutcome.Spot? {
        guard !spots.isEmpty else { return nil }
        return TypeTestOutcome.Spot(
            scope: Self.deviation(spots.map(\.scope)), steering: Self.deviation(spots.map(\.steering)))
    }

    func statements(_ tallies: [[TypeTestTally]]) -> [TypeTestOutcome.Statement] {
        zip(axes, tallies).flatMap { axis, tallies in
            zip(axis.statements, tallies).map { TypeTestOutcome.Statement(number: $0, tally: $1) }
        }.sorted { $0.number < $1.number }
    }

    func roles(_ ballots: [TypeTestBallot], _ viewpoint: TypeTestViewpoint) -> [TypeTestOutcome.RoleSpot] {
        let people = ballots.map { ballot in
            let counts = votes(ballot[viewpoint]).map { $0.count { $0 } }
            return (role: ballot.role, places: zip(places, counts).map { $0.place(of: $1) })
        }
        return TypeTestRoleRule(smallest: content.scoring.group.smallestGroup, axes: places).shown(people).map {
            TypeTestOutcome.RoleSpot(
                role: $0.role, count: $0.count,
                middle: TypeTestOutcome.Spot(scope: $0.middle.first ?? 0, steering: $0.middle.last ?? 0))
        }
    }

    private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(1, values.count)) }

    private static func deviation(_ values: [Double]) -> Double {
        let mean = mean(values)
        return Self.mean(values.map { ($0 - mean) * ($0 - mean) }).squareRoot()
    }
}
