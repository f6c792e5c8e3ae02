package import Community
import Core
package import Storage
package import Web

/// Questionnaires of a municipality: the shelf, the editor, files in and out, the questions of others.
package struct QuestionnairePart: SurveyPart {
    package let house: House

    package init(house: House) { self.house = house }

    static let shelf = "/enquetes/vragenlijsten"
    static let base = "/enquetes/vragenlijsten/{vragenlijst}"

    package var migrations: [Migration] {
        [
            Migration(
                "evaluation-10-questionnaire-past",
                [
                    // What a questionnaire was before a change, so that every change can be taken back.
                    """
                    CREATE TABLE survey_questionnaire_past (
                        questionnaire_id TEXT NOT NULL REFERENCES survey_questionnaire (id), number BIGINT NOT NULL,
                        content \(type: .json) NOT NULL, change TEXT NOT NULL, target TEXT NOT NULL,
                        changed_at \(type: .timestamp) NOT NULL, PRIMARY KEY (questionnaire_id, number))
                    """,
                    "CREATE INDEX survey_of_questionnaire ON survey (questionnaire_id, number)",
                ])
        ]
    }

    package func routes(_ routes: Routes) {
        shelfRoutes(routes)
        searchRoutes(routes)
        editorRoutes(routes)
        questionRoutes(routes)
        blockRoutes(routes)
        translationRoutes(routes)
        previewRoutes(routes)
        fileRoutes(routes)
        versionRoutes(routes)
        surveyTabRoutes(routes)
    }
}
