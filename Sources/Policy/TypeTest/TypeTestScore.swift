/// Where one set of answers comes out. Computed from the content, never from constants: the rule is data.
///
/// Source of the rule: DSP-groep/Movisie 2007, bijlage 2, score card; borders and missing answers are our own choice.
package struct TypeTestScore: Sendable, Equatable {
    /// Where an axis comes out when some answers may be missing.
    package struct Count: Sendable, Equatable {
        /// So many times the counted answer.
        package let count: Int
        /// So many statements without an answer: the count may become this much higher.
        package let open: Int
        /// The side, when the open answers cannot change it.
        package let pole: String?
        /// One other answer gives another side.
        package let isOnBorder: Bool
    }

    package let scope: Count
    package let steering: Count
    /// The type, when both sides are certain.
    package let type: String?

    package init(_ answers: TypeTestAnswers, content: TypeTestContent) {
        scope = Self.count(answers, .scope, content)
        steering = Self.count(answers, .steering, content)
        if let scope = scope.pole, let steering = steering.pole {
            type = content.type(scope: scope, steering: steering)?.id
        } else {
            type = nil
        }
    }

    package subscript(axis: TypeTestAxis) -> Count { axis == .scope ? scope : steering }
    package var isOnBorder: Bool { scope.isOnBorder || steering.isOnBorder }
    package var isComplete: Bool { scope.open == 0 && steering.open == 0 }

    /// The types that one other answer leads to.
    package func neighbours(_ content: TypeTestContent) -> [TypeTestContent.Kind] {
        guard let own = content.type(type) else { return [] }
        var found: [TypeTestContent.Kind] = []
        if scope.isOnBorder, let other = Self.otherPole(than: own.scope, .scope, content),
            let type = content.type(scope: other, steering: own.steering)
        {
            found.append(type)
        }
        if steering.isOnBorder, let other = Self.otherPole(than: own.steering, .steering, content),
            let type = content.type(scope: own.scope, steering: other)
        {
            found.append(type)
        }
        return found
    }

    private static func count(_ answers: TypeTestAnswers, _ which: TypeTestAxis, _ content: TypeTestContent) -> Count {
        guard let axis = content.axis(which) else { return Count(count: 0, open: 0, pole: nil, isOnBorder: false) }
        var count = 0
        var open = 0
        for number in axis.statements {
            let answer = answers[number: number]
            if answer == .none { open += 1 }
            if String(answer.rawValue) == content.scoring.countedAnswer { count += 1 }
        }
        let least = axis.pole(of: count)
        let most = axis.pole(of: count + open)
        return Count(
            count: count, open: open, pole: least == most ? least : nil,
            isOnBorder: open == 0 && content.scoring.border.counts.contains(count))
    }

    private static func otherPole(than pole: String, _ which: TypeTestAxis, _ content: TypeTestContent) -> String? {
        guard let axis = content.axis(which) else { return nil }
        return pole == axis.low.pole ? axis.high.pole : axis.low.pole
    }
}

extension TypeTestContent.Axis {
    /// The pole of a count from 0 to the number of statements.
    package func pole(of count: Int) -> String? {
        if (low.from...low.to).contains(count) { return low.pole }
        if (high.from...high.to).contains(count) { return high.pole }
        return nil
    }
}
