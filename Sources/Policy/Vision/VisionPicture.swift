import Core
import Web

/// Where proposals and the adopted vision stand: broad or narrow across, distance or conductor upward.
struct VisionPicture {
    struct Mark {
        let scope: Int
        let steering: Int
        let label: String
        /// The adopted one stands out by its shape.
        let isAdopted: Bool
    }

    let content: VisionContent
    let marks: [Mark]
    let t: Texts

    init(content: VisionContent, proposals: [VisionProposal], adopted: VisionChoice?, t: Texts) {
        self.content = content
        self.t = t
        let proposed = proposals.filter(\.isSent).compactMap { proposal -> Mark? in
            guard let scope = proposal.choice.scope, let steering = proposal.choice.steering else { return nil }
            return Mark(scope: scope, steering: steering, label: String(proposal.number), isAdopted: false)
        }
        let chosen = adopted.flatMap { choice -> Mark? in
            guard let scope = choice.scope, let steering = choice.steering else { return nil }
            return Mark(scope: scope, steering: steering, label: t("visie"), isAdopted: true)
        }
        marks = (chosen.map { [$0] } ?? []) + proposed
    }

    var caption: String { t("Breed of smal, dirigent of op afstand") }

    var description: String {
        marks.map { mark in
            let name = mark.isAdopted ? t("De visie") : t("Voorstel \(mark.label)")
            return t("\(name): insteek \(mark.scope) van 10, sturing \(mark.steering) van 10")
        }.joined(separator: ". ")
    }

    var drawing: HTML {
        func x(_ value: Int) -> Int { 40 + value * 30 }
        func y(_ value: Int) -> Int { 340 - value * 30 }
        let names = names
        var shapes: HTML = """
            <rect class="vision-field" x="25" y="25" width="330" height="330" rx="8"/>\
            <path class="axis" d="M190 25V355M25 190H355" fill="none"/>\
            <text x="190" y="17" font-size="13" text-anchor="middle">\(names.top)</text><text x="190" y="373" font-size="13" text-anchor="middle">\(names.bottom)</text>\
            <text x="30" y="184" font-size="13">\(names.left)</text><text x="350" y="184" font-size="13" text-anchor="end">\(names.right)</text>
            """
        // Proposals on one place stand beside each other.
        var taken: [Int: Int] = [:]
        for mark in marks {
            if mark.isAdopted {
                shapes += """
                    <rect class="vision-adopted" x="\(x(mark.scope) - 17)" y="\(y(mark.steering) - 17)" width="34" height="34" rx="4" fill="none"/>
                    """
                continue
            }
            let place = mark.scope * 100 + mark.steering
            let shift = taken[place, default: 0] * 12
            taken[place, default: 0] += 1
            shapes += """
                <circle class="vision-dot" cx="\(x(mark.scope) + shift)" cy="\(y(mark.steering))" r="11"/>\
                <text class="vision-number" x="\(x(mark.scope) + shift)" y="\(y(mark.steering) + 5)" font-size="13" text-anchor="middle">\(mark.label)</text>
                """
        }
        return """
            <svg class="chart vision-picture" viewBox="0 0 380 382" role="img" aria-label="\(caption)"><desc>\(description)</desc>\(shapes)</svg>
            """
    }

    private var names: (left: String, right: String, bottom: String, top: String) {
        (t("breed"), t("smal"), t("op afstand"), t("dirigent"))
    }

    /// What the signs mean.
    var legend: String {
        marks.contains { $0.isAdopted }
            ? t("Het vierkant is de vastgestelde visie. Elk rondje is een voorstel, met zijn nummer.")
            : t("Elk rondje is een voorstel, met zijn nummer.")
    }
}
