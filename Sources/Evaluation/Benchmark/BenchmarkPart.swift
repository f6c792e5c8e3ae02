package import Community
import Core
import Formats
package import Storage
package import Web

/// Municipalities that asked the same lay their figures beside each other: only in groups that are large enough, only
/// with the consent of each, and never with a name.
package struct BenchmarkPart: SurveyPart {
    package let house: House

    package init(house: House) { self.house = house }

    package var migrations: [Migration] {
        [
            Migration(
                "evaluation-060-benchmark",
                [
                    """
                    CREATE TABLE survey_benchmark (
                        survey_id TEXT PRIMARY KEY REFERENCES survey (id),
                        municipality_code TEXT NOT NULL REFERENCES municipality (code), origin TEXT NOT NULL,
                        asked_on \(type: .date) NOT NULL, given_at \(type: .timestamp) NOT NULL,
                        given_by TEXT REFERENCES person (id))
                    """,
                    "CREATE INDEX survey_benchmark_origin ON survey_benchmark (origin, municipality_code)",
                    "CREATE INDEX survey_benchmark_person ON survey_benchmark (given_by)",
                    """
                    CREATE TABLE survey_benchmark_figure (
                        survey_id TEXT NOT NULL REFERENCES survey_benchmark (survey_id), question TEXT NOT NULL,
                        row_key TEXT NOT NULL, value DOUBLE PRECISION NOT NULL, base BIGINT NOT NULL,
                        PRIMARY KEY (survey_id, question, row_key))
                    """,
                ]),
            Migration(
                "evaluation-061-benchmark-departure",
                [
                    """
                    CREATE TABLE survey_benchmark_departure (
                        survey_id TEXT NOT NULL REFERENCES survey_benchmark (survey_id), question TEXT NOT NULL,
                        PRIMARY KEY (survey_id, question))
                    """,
                    // Who agreed before departures were kept was told that only figures are shared. So nothing is filled in
                    // afterwards, and having none says nothing there.
                    "ALTER TABLE survey_benchmark ADD COLUMN departures_kept BOOLEAN NOT NULL DEFAULT FALSE",
                ]),
        ]
    }

    package var personalData: [PersonalData] {
        [
            PersonalData(
                name: Text("Enquêtes waarvoor jij toestemming gaf om te vergelijken"),
                export: { person, db in
                    .array(
                        try db.rows(
                            """
                            SELECT s.title, b.given_at FROM survey_benchmark b JOIN survey s ON s.id = b.survey_id
                            WHERE b.given_by = \(person) ORDER BY b.given_at, s.title
                            """
                        ).map { row in ["enquete": .string(try row("title")), "op": .string(try row("given_at"))] })
                },
                erase: { person, _, db in
                    try db.run("UPDATE survey_benchmark SET given_by = NULL WHERE given_by = \(person)")
                })
        ]
    }

    package func routes(_ routes: Routes) {
        let base = "/enquetes/{enquete}/resultaten/benchmark"
        routes.get(base, access: .surveyMakers) { [house] visit in
            let view = try await house.database.read { db in
                try BenchmarkView.load(Survey.found(visit, SurveyAccess.makers, in: db), t: visit.t, in: db)
            }
            return BenchmarkPages(visit: visit, view: view).reply
        }
        let consent = BenchmarkConsent(house: house)
        routes.post(base + "/meedoen", access: .surveyMakers) { visit in
            let survey = try await consent.give(by: visit)
            return .redirect(
                to: BenchmarkView.path(survey),
                notice: visit.t("Je gemeente doet mee. Je kunt dit altijd terugdraaien."))
        }
        routes.post(base + "/stoppen", access: .surveyMakers) { visit in
            let survey = try await consent.withdraw(by: visit)
            return .redirect(
                to: BenchmarkView.path(survey),
                notice: visit.t("Je gemeente doet niet meer mee. Jullie cijfers zijn uit de vergelijking."))
        }
    }
}
