import Community
import Core
import Storage
import Web

/// The moments of a pair: what both said, and what is still to come.
struct BuddyMomentsMarkup {
    let visit: Visit
    let view: BuddyPairView
    private var t: Texts { visit.t }

    var markup: HTML {
        guard !view.said.isEmpty else { return .empty }
        return Part.card(t("Hoe gaat het?"), "\(view.said, line)")
    }

    private func line(_ item: BuddyPairView.Said) -> HTML {
        let moment = item.moment
        let isDue = moment.due <= visit.today && moment.doneAt == nil && view.pair.state.isTogether
        let state: HTML =
            moment.doneAt != nil
            ? Part.chip(t("klaar"), .good) : isDue ? Part.chip(t("nu"), .wait) : Part.chip(t("komt nog"))
        let title = "\(t.date(moment.due)): \(t(moment.kind.label))"
        var facts: [(String, HTML)] = []
        if let answer = moment.askerAnswer, moment.kind != .farewell {
            facts.append((t("Wie vroeg"), "\(t(answer.label))"))
        }
        if let answer = moment.volunteerAnswer, moment.kind != .farewell {
            facts.append((t("Vrijwilliger"), "\(t(answer.label))"))
        }
        let quotes: HTML = """
            \([item.asker, item.volunteer].compactMap { $0 }, { "<blockquote>\(HTML(paragraphs: $0))</blockquote>" })
            """
        return """
            <section class="stack"><h3>\(title) \(moment.kind == .farewell ? .empty : state)</h3>\(if: !facts.isEmpty, Part.facts(facts))\(quotes)\(if: isDue, call(moment))</section>
            """
    }

    private func call(_ moment: BuddyMoment) -> HTML {
        func choice(_ name: String, _ label: String, _ known: BuddyAnswer?) -> HTML {
            """
            <label>\(label) <select name="\(name)" class="compact"><option value="">\(t("niet gesproken"))</option>\(BuddyAnswer.allCases, { "<option value=\"\($0.rawValue)\"\(flag: "selected", $0 == known)>\(t($0.label))</option>" })</select></label>
            """
        }
        return visit.form(
            action: "\(BuddyPairRoutes.path)/\(view.pair.number)/hoe/\(moment.number)", classes: "row",
            """
            \(choice("aanvrager", t("Wie vroeg"), moment.askerAnswer))\(choice("vrijwilliger", t("Vrijwilliger"), moment.volunteerAnswer))<button class="quiet compact">\(t("Rond af"))</button>
            """)
    }
}
