import Community
import Core
import Web

/// The lists behind the indicators: those of the centre hold names, those of vacancies are for everyone.
extension Indicator.Records {
    static func centre(_ kind: FigureRecords.Kind) -> Indicator.Records {
        Indicator.Records(MunicipalRole.centre) { municipality, from, to in
            // The lists of the centre go back no further than two years at once, and the windows here are one.
            let period = FigurePeriod(first: from, last: to)
            return Query(period.query + [("gemeente", municipality), ("soort", kind.rawValue)]).url(
                FigureRoutes.records)
        }
    }

    /// Vacancies as everyone finds them.
    static func vacancies(_ name: String? = nil, _ value: String = "") -> Indicator.Records {
        Indicator.Records { municipality, _, _ in
            Query((name.map { [($0, value)] } ?? []) + [("gemeente", municipality)]).url("/vacatures")
        }
    }
}
