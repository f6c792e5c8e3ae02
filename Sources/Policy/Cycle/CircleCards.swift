import Community
import Core
import Storage
import Web

/// The five functions side by side: how each is doing now.
struct CircleCards: Sendable {
    let lines: [CircleLine]

    /// Asks every module of the house.
    static func load(_ cycle: PolicyCycle, house: House, t: Texts, today: Day, in db: any SQLConnection) throws
        -> CircleCards
    {
        CircleCards(
            lines: try house.registry.modules.flatMap {
                try $0.circle(of: cycle.municipality, t: t, today: today, in: db)
            })
    }

    func markup(_ t: Texts) -> HTML {
        """
        <section class="stack"><h2>\(t("Zo staat de kring ervoor"))</h2><ul class="cards circle">\(BasicFunction.allCases, { function in
            """
            <li class="card top-\(function.rawValue)"><h3>\(t(function.label))</h3><p class="small soft">\(t(function.purpose))</p>\(said(function, t))</li>
            """
        })</ul></section>
        """
    }

    private func said(_ function: BasicFunction, _ t: Texts) -> HTML {
        let own = lines.filter { $0.function == function }
        if own.isEmpty { return "<p class=\"soft\">\(t("Hier is nog niets over te zeggen."))</p>" }
        return
            "\(own, { line in line.path.map { "<p><a href=\"\($0)\">\(line.text)</a></p>" } ?? "<p>\(line.text)</p>" })"
    }
}
