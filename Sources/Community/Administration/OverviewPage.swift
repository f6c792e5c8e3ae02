import Core
import Services
import Storage
import Web

/// How the installation is doing, and where to go.
struct OverviewPage {
    let visit: Visit
    let scope: AdministrationScope
    let health: Health
    let engine: String
    let staff: Int
    var t: Texts { visit.t }

    var reply: Reply {
        let figures = [
            Figure(t("Mails die wachten"), t.number(health.waitingMail), path: "/beheer/post", function: "verankeren"),
            Figure(
                t("Mails die niet weg konden"), t.number(health.deadMail), path: "/beheer/post", function: "verankeren"),
            Figure(t("Taken die wachten"), t.number(health.waitingJobs), path: "/beheer/taken", function: "verankeren"),
            Figure(t("Taken die mislukten"), t.number(health.deadJobs), path: "/beheer/taken", function: "verankeren"),
            Figure(t("Mensen met een rol"), t.number(staff), path: "/beheer/gebruikers", function: "verankeren"),
        ]
        return AdministrationNav.page(
            visit, .overview, title: t("Beheer"), intro: state,
            "\(Figure.list(figures))\(Part.card(t("Techniek"), Part.facts(facts)))")
    }

    private var isWell: Bool { health.deadMail == 0 && health.deadJobs == 0 && health.lastCheck?.isWhole != false }

    private var state: String {
        isWell ? t("Alles loopt.") : t("Er is iets dat je aandacht vraagt.")
    }

    private var facts: [(String, HTML)] {
        let check: String =
            switch health.lastCheck {
            case nil: t("nog niet gecontroleerd")
            case let result? where result.isWhole: t("heel op \(t.dateTime(result.at))")
            case let result?: t("niet heel op \(t.dateTime(result.at))")
            }
        return [
            (t("Database"), "\(engine)"),
            (
                t("Logboek"),
                "<a href=\"/beheer/logboek\">\(t("\(t.number(health.head?.seq ?? 0)) gebeurtenissen"))</a>, \(check)"
            ),
            (t("Jouw gemeenten"), "\(scope.codes.joined(separator: ", "))"),
        ]
    }
}
