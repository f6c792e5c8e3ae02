import Community
import Core
import Formats
import Storage

extension Survey {
    /// The days that matter: invitations, reminder, the last day. They point at the fieldwork, or for whom that is closed
    /// at the survey.
    func calendar(for actor: Actor, t: Texts, from: Day) -> [CalendarEntry] {
        let path =
            actor.has(SurveyAccess.callers, in: municipality) ? SurveyTab.fieldwork.path(of: self) : path()
        let days: [(String, Day?, String)] = [
            ("open", opensOn, t("Enquête gaat open: \(title)")),
            ("remind", remindsOn, t("Herinnering gaat uit: \(title)")),
            ("close", closesOn, t("Laatste dag om te antwoorden: \(title)")),
        ]
        return days.compactMap { word, day, text in
            guard let day, day >= from else { return nil }
            return CalendarEntry(uid: "survey-\(word)-\(id.text)", title: text, day: day, path: path)
        }
    }
}

extension Evaluation {
    /// Which surveys and questionnaires someone made; the work itself stays with the municipality.
    var surveyPersonalData: PersonalData {
        PersonalData(
            name: Text("Enquêtes en vragenlijsten die jij maakte"),
            export: { person, db in
                .array(
                    try db.rows(
                        """
                        SELECT title AS name, created_at FROM survey WHERE owner_id = \(person)
                        UNION ALL SELECT name, created_at FROM survey_questionnaire WHERE owner_id = \(person)
                        ORDER BY 2, 1
                        """
                    ).map { row in ["naam": .string(try row("name")), "sinds": .string(try row("created_at"))] })
            },
            erase: { person, _, db in
                try db.run("UPDATE survey SET owner_id = NULL WHERE owner_id = \(person)")
                try db.run("UPDATE survey_questionnaire SET owner_id = NULL WHERE owner_id = \(person)")
            })
    }
}
