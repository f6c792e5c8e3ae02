import Core
import Web

/// The parts of the desk, above each of its pages.
enum DeskNav {
    static let home = "/centrale/balie"
    static let list = "/centrale/balie/lijst"
    static let team = "/centrale/balie/team"
    static let new = "/centrale/balie/nieuw"

    static func markup(_ visit: Visit, current: String) -> HTML {
        let t = visit.t
        let items: [(String, String)] = [
            (t("Vandaag aan de balie"), home), (t("Iedereen"), list), (t("Nieuw gesprek"), new), (t("Team"), team),
        ]
        return """
            <nav class="subnav no-print" aria-label="\(t("Balie"))"><ul>\(items, { item in
                "<li><a href=\"\(item.1)\"\(attribute: "aria-current", item.1 == current ? "page" : nil)>\(item.0)</a></li>"
            })</ul></nav>
            """
    }
}

/// Small pieces of the pages of the desk.
enum DeskMarkup {
    static func state(_ intake: Intake, _ t: Texts) -> HTML {
        let tone: Part.Tone =
            switch intake.state {
            case .new: .warm
            case .talking, .proposed, .thinking: .wait
            case .placed: .good
            case .closed: .plain
            }
        return Part.chip(t(intake.state.label), tone)
    }

    /// `wacht 3 dagen`.
    static func waits(_ since: Moment, now: Moment, _ t: Texts) -> String {
        let days = now.day - since.day
        return days <= 0 ? t("sinds vandaag") : t.plural(days, "wacht 1 dag", "wacht \(days) dagen")
    }

    /// The number to call with one tap, and when.
    static func call(_ intake: Intake, _ t: Texts) -> HTML {
        guard intake.phone != nil else {
            return "\(intake.email, { "<a href=\"mailto:\($0)\">\($0)</a>" })"
        }
        return OverdueMarkup.phone(intake.phone, t)
    }

    /// A list of cases to act on, each with its number to call.
    static func tasks(_ items: [DeskQueue.Item], _ visit: Visit, _ detail: (DeskQueue.Item) -> String) -> HTML {
        let t = visit.t
        return """
            <ul class="tasks">\(items, { item in
                let intake = item.intake
                return """
                <li><span class="dot dot-verbinden" aria-hidden="true"></span><div><a href="\(intake.path)"><strong>\(intake.name)</strong></a> \
                \(state(intake, t))\(if: late(intake, visit.now), " " + Part.chip(t("Te laat"), .bad))<br>\
                <span class="small soft">\(detail(item))</span>\(if: !intake.callWhen.isEmpty, "<br><span class=\"small\"\(attribute: "lang", t.typed)>\(intake.callWhen)</span>")</div>\
                <div class="row">\(call(intake, t))</div></li>
                """
            })</ul>
            """
    }

    /// A day over its term.
    static func late(_ intake: Intake, _ now: Moment) -> Bool { intake.nextAt.map { $0.day < now.day } ?? false }
}
