import Core

/// One question with what helps to answer it.
struct ScanQuestion: Sendable {
    let id: String
    let text: LocalText
    let explanation: LocalText
    /// What would show that the answer is true.
    let evidence: [LocalText]
    /// Indicators that say something about it.
    let seenBy: [String]
    let source: SourceNote
}

/// A page of a scan: a few questions that belong together, and one thing to do about them.
struct ScanSection: Sendable {
    /// Of the page with facts, which no aspect or point has.
    static let factsID = "feiten"

    let id: String
    let title: LocalText
    let explanation: LocalText
    let questions: [ScanQuestion]
    let facts: [ScanFact]
    let anchoring: ScanPoint.Anchoring?
    /// A way to begin.
    let firstStep: LocalText?

    /// Facts are looked up, not mended.
    var hasAction: Bool { facts.isEmpty }
}

extension ScanSheet {
    /// The pages in their order.
    var sections: [ScanSection] {
        switch self {
        case .integral(let scan):
            [Self.facts(scan)]
                + scan.aspects.map { aspect in
                    ScanSection(
                        id: aspect.id, title: aspect.name, explanation: aspect.explanation,
                        questions: scan.items(of: aspect.id).map(ScanQuestion.init(item:)), facts: [], anchoring: nil,
                        firstStep: nil)
                }
        case .points(let scan):
            scan.points.map { point in
                ScanSection(
                    id: point.id, title: point.name, explanation: point.explanation,
                    questions: [ScanQuestion(point: point)], facts: [], anchoring: point.anchoring,
                    firstStep: point.firstStep)
            }
        }
    }

    func section(_ id: String) -> ScanSection? { sections.first { $0.id == id } }

    /// The page after this one.
    func section(after id: String) -> ScanSection? {
        let all = sections
        guard let place = all.firstIndex(where: { $0.id == id }), place + 1 < all.count else { return nil }
        return all[place + 1]
    }

    /// How many questions have an answer to choose.
    var questionCount: Int { sections.reduce(0) { $0 + $1.questions.count } }

    private static func facts(_ scan: IntegralScan) -> ScanSection {
        ScanSection(
            id: ScanSection.factsID, title: LocalText(nl: "De feiten", en: "The facts"),
            explanation: LocalText(
                nl: "Zoek op wat er nu is. Weet je iets niet? Laat het leeg en vraag het later na.",
                en: "Look up what there is now. Do you not know something? Leave it empty and ask later."),
            questions: [], facts: scan.facts, anchoring: nil, firstStep: nil)
    }
}

extension ScanQuestion {
    init(item: IntegralScan.Item) {
        self.init(
            id: item.id, text: item.question, explanation: item.explanation, evidence: [item.evidence],
            seenBy: item.seenBy, source: item.source)
    }

    init(point: ScanPoint) {
        self.init(
            id: point.id, text: point.question, explanation: point.explanation, evidence: point.evidence.map(\.text),
            seenBy: point.seenBy, source: point.source)
    }
}
