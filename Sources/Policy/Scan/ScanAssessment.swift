import Core

/// What the answers of an integral scan come to. The same answers and the same version give the same outcome.
package struct ScanAssessment: Sendable, Equatable {
    package struct Outcome: Sendable, Equatable {
        package let id: String
        package let score: ScanScore?
        /// The id of a level of the content.
        package let level: String
    }

    package let scales: [Outcome]
    package let aspects: [Outcome]
    /// The rule that fits; its route is the advice.
    package let rule: String?

    package func aspect(_ id: String) -> Outcome? { aspects.first { $0.id == id } }
    package var levels: [String: String] { Dictionary(aspects.map { ($0.id, $0.level) }) { first, _ in first } }
}

extension IntegralScan {
    /// - Parameter answers: the id of the chosen answer by the id of the question.
    package func assess(_ answers: [String: String]) -> ScanAssessment {
        let aspects = aspects.map { aspect in
            outcome(aspect.id, score(items(of: aspect.id).map { answers[$0.id] }))
        }
        let scales = scales.map { scale in
            let scores = aspects.filter { scale.aspects.contains($0.id) }.compactMap(\.score)
            // A scale without one of its aspects would look better or worse than it is.
            return outcome(scale.id, scores.count == scale.aspects.count ? ScanScore.mean(scores) : nil)
        }
        let levels = Dictionary(aspects.map { ($0.id, $0.level) }) { first, _ in first }
        return ScanAssessment(scales: scales, aspects: aspects, rule: routeRules.rule(for: levels)?.id)
    }

    /// The score of one aspect from the answers to its questions; nothing when too few say something.
    func score(_ answers: [String?]) -> ScanScore? {
        let applicable = answers.filter { $0 != ScanAnswers.notApplicable }
        let values = applicable.compactMap { self.answers.option($0)?.value }
        guard !values.isEmpty, values.count * 100 >= scoring.smallestShareAnswered * applicable.count else {
            return nil
        }
        return ScanScore(sum: values.reduce(0, +), answered: values.count, highest: scoring.highestValue)
    }

    private func outcome(_ id: String, _ score: ScanScore?) -> ScanAssessment.Outcome {
        ScanAssessment.Outcome(id: id, score: score, level: scoring.level(of: score))
    }

    func rule(of assessment: ScanAssessment) -> ScanRouteRules.Rule? {
        routeRules.rules.first { $0.id == assessment.rule }
    }

    /// `Midden, 62 van 100`.
    func words(_ outcome: ScanAssessment.Outcome?, _ t: Texts) -> String {
        guard let outcome, let level = scoring.level(outcome.level) else { return "–" }
        guard let score = outcome.score else { return t(level.text) }
        return t("\(t(level.text)), \(score.whole) van 100")
    }
}
