package import Community
import Core
import Storage
package import Web

extension Brokerage {
    /// The open figures and those of the centre.
    package func figureRoutes(_ routes: Routes) {
        PublicFigureRoutes(house: house).register(routes)
        FigureRoutes(house: house).register(routes)
    }

    /// What the figures measure beside what vacancies and applications measure themselves.
    package var figureIndicators: [Indicator] {
        let clock = house.clock
        return [
            Indicator(
                id: "brokerage.median-days-to-answer", name: Text("Dagen tot een eerste antwoord, midden"),
                unit: Text("dagen")
            ) { municipality, from, to, db in
                let period = FigurePeriod(first: from, last: to)
                return try FigureSet([municipality], period, now: clock.now, in: db).total.medianDays.map(Double.init)
            },
            Indicator(
                id: "brokerage.unanswered-in-time", name: Text("Reacties zonder antwoord binnen 7 dagen"),
                unit: Text("reacties")
            ) { municipality, from, to, db in
                let total = try FigureSet([municipality], FigurePeriod(first: from, last: to), now: clock.now, in: db)
                    .total
                return total.due == 0 ? nil : Double(total.due - total.inTime)
            },
        ]
    }
}
