import Core

/// Proposals side by side: what divides them most comes first, because that is what to talk about.
struct VisionComparison: Sendable {
    struct Row: Sendable {
        let title: String
        /// 0 when all say the same, 1 when they could not be further apart.
        let spread: Double
        /// One for each proposal, in their order.
        let cells: [String]
    }

    let content: VisionContent
    /// Those that were handed in.
    let proposals: [VisionProposal]

    init(content: VisionContent, proposals: [VisionProposal]) {
        self.content = content
        self.proposals = proposals.filter(\.isSent)
    }

    /// Every subject, the most divided first; equal ones keep the order of the workshop.
    func rows(_ t: Texts) -> [Row] {
        let all = dimensions(t) + principles(t) + themes(t)
        return all.enumerated().sorted { ($1.element.spread, $0.offset) < ($0.element.spread, $1.offset) }.map(
            \.element)
    }

    func divided(_ t: Texts) -> [Row] { rows(t).filter { $0.spread > 0 } }
    func agreed(_ t: Texts) -> [Row] { rows(t).filter { $0.spread == 0 && $0.cells.contains { !$0.isEmpty } } }

    private func dimensions(_ t: Texts) -> [Row] {
        content.dimensions.map { dimension in
            let values = proposals.map { $0.choice.value(dimension.id) }
            let given = values.compactMap { $0 }
            let width = dimension.range.upperBound - dimension.range.lowerBound
            let distance = (given.max() ?? 0) - (given.min() ?? 0)
            return Row(
                title: t(dimension.name), spread: width == 0 ? 0 : Double(distance) / Double(width),
                cells: values.map { $0.map { t("\($0) van \(dimension.range.upperBound)") } ?? "" })
        }
    }

    private func principles(_ t: Texts) -> [Row] {
        content.principles.map { principle in
            let chosen = proposals.map { $0.choice.principles[principle.id] }
            let count = chosen.filter { $0 != nil }.count
            return Row(
                title: t(principle.text), spread: Self.division(count, of: proposals.count),
                cells: chosen.map { words in words.map { $0.isEmpty ? t("ja") : $0 } ?? "" })
        }
    }

    /// Half against half is the most that two camps can differ.
    private static func division(_ count: Int, of all: Int) -> Double {
        all == 0 ? 0 : Double(2 * min(count, all - count)) / Double(all)
    }

    private func themes(_ t: Texts) -> [Row] {
        content.themes.map { theme in
            let chosen = proposals.map { $0.choice.themes[theme.id] ?? [] }
            // Who left a theme open has no view of it; that is not the same as another one.
            let given = chosen.filter { !$0.isEmpty }
            let most = Dictionary(grouping: given) { $0 }.values.map(\.count).max() ?? 0
            let spread = given.count < 2 ? 0 : Double(given.count - most) / Double(given.count - 1)
            return Row(
                title: t(theme.name), spread: spread,
                cells: proposals.map { $0.choice.options(theme, t).joined(separator: "; ") })
        }
    }

    /// Where an adopted text can begin: the middle of the sliders, and what more than half took over.
    var middle: VisionChoice {
        var choice = VisionChoice(scope: median("scope"), steering: median("steering"))
        for principle in content.principles {
            let chosen = proposals.compactMap { $0.choice.principles[principle.id] }
            if chosen.count * 2 > proposals.count { choice.principles[principle.id] = "" }
        }
        for theme in content.themes {
            for option in theme.options {
                let count = proposals.filter { $0.choice.themes[theme.id]?.contains(option.id) ?? false }.count
                if count * 2 > proposals.count { choice.themes[theme.id, default: []].insert(option.id) }
            }
        }
        return choice
    }

    /// The lower of two middles.
    private func median(_ dimension: String) -> Int? {
        let values = proposals.compactMap { $0.choice.value(dimension) }.sorted()
        return values.isEmpty ? nil : values[(values.count - 1) / 2]
    }
}
