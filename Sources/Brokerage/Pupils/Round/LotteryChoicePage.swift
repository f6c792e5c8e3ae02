import Core
import Matching
import Web

/// Both kinds of lottery with their consequences in numbers, on the wishes as they are now.
struct LotteryChoicePage {
    let visit: Visit
    let round: PupilRound
    let trial: LotteryTrial
    private var figures: [LotteryFigures] { trial.figures }
    private var t: Texts { visit.t }

    var reply: Reply {
        let draws = figures.first?.draws ?? 0
        let units = trial.units
        let rows = figures.map { one -> [HTML] in
            [
                "\(name(one.rule))", "\(share(one.mean(first: 1)))", "\(share(one.mean(first: 3)))",
                "\(t.number(Int(one.meanUnplaced.rounded())))",
                "\(one.unplacedRange.lowerBound) – \(one.unplacedRange.upperBound)", "\(one.uncertainPupils)",
            ]
        }
        let columns: [Web.Table.Column] = [
            .init(t("Soort loting")), .init(t("Eerste keuze"), number: true),
            .init(t("Bij de eerste drie"), number: true),
            .init(t("Zonder plek"), number: true), .init(t("Minste en meeste"), number: true),
            .init(t("Onzeker"), number: true),
        ]
        let options: HTML = """
            \(LotteryRule.allCases, { rule in
                "<label class=\"tick\"><input type=\"radio\" name=\"soort\" value=\"\(rule.rawValue)\"\(flag: "checked", rule == round.rule)><span>\(name(rule))</span></label>"
            })
            """
        let form: HTML =
            round.state == .open
            ? visit.form(
                action: round.centrePath + "/loting", classes: "card stack",
                "<fieldset class=\"field\"><legend>\(t("Welke loting?"))</legend><div class=\"ticks\">\(options)</div></fieldset><p class=\"row\"><button>\(t("Bewaar"))</button></p>"
            )
            : .empty
        return visit.page(
            t("Soort loting"),
            """
            <div class="wrap stack page"><p><a href="\(round.centrePath)">\(round.name)</a></p><h1>\(t("Soort loting"))</h1>\
            <p class="lead">\(t("We lootten \(draws) keer op proef met de wensen van nu, van \(units) leerlingen en groepjes.")) \(t("Berekend om \(t.time(trial.madeAt))."))</p>\
            <p>\(t("Bij één lotnummer geldt je geluk of pech overal. Bij een lotnummer per plek krijg je overal een nieuwe kans. Wat beter uitpakt hangt van de wensen af."))</p>\
            \(Web.Table(t("Wat elke loting zou doen"), columns, rows: rows).markup)\
            <p class="small soft">\(t("Onzeker: leerlingen die in meer dan een op de tien lotingen geen plek krijgen."))</p>\(form)</div>
            """)
    }

    private func name(_ rule: LotteryRule) -> String {
        rule == .oneNumber ? t("Eén lotnummer per leerling") : t("Een lotnummer per plek")
    }

    private func share(_ mean: Double) -> String {
        t.share(Int((mean * 10).rounded()), of: (figures.first?.pupils ?? 0) * 10)
    }
}
