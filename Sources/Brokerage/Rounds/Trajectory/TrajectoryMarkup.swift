import Core
import Web

/// The figures of a trajectory, for its page and for the report.
struct TrajectoryMarkup {
    let t: Texts

    func figures(_ view: TrajectoryView) -> HTML {
        let results = view.results
        return Figure.list([
            Figure(t("Gesproken"), "\(results.talked)", detail: t("van \(results.people) mensen")),
            Figure(t("Wil iets doen"), "\(results.wants)", detail: t.share(results.wants, of: results.talked)),
            Figure(t("Begonnen"), "\(results.started)"),
            Figure(t("Wacht op een vervolg"), "\(results.waiting)"),
        ])
    }

    func results(_ view: TrajectoryView) -> HTML {
        let results = view.results
        var facts: [(String, HTML)] = [
            (t("Verder bij de vrijwilligerscentrale"), "\(results.centre)"),
            (t("Doorverwezen naar een organisatie"), "\(results.referred)"),
            (t("Neemt zelf contact op"), "\(results.own)"),
            (t("Wacht op een vervolg"), "\(results.waiting)"),
        ]
        for line in view.referrals where line.count > 0 {
            facts.append((t("Vraag aan organisatie: \(t(line.state.label))"), "\(line.count)"))
        }
        let bars = BarChart(
            t("Uitkomst van de gesprekken"),
            [
                .init(t("Wil iets doen"), results.wants), .init(t("Later"), results.later),
                .init(t("Wil niet"), results.no), .init(t("Niet te bereiken"), results.unreachable),
                .init(t("Nog te gaan"), results.toDo),
            ])
        return bars.svg + Part.facts(facts)
    }
}
