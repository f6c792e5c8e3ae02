import Community
import Core
import Questionnaires
import Storage
import Web

extension QuestionnairePart {
    func editorRoutes(_ routes: Routes) {
        let house = self.house
        let base = Self.base
        routes.get(base, access: .surveyMakers) { visit in
            try await house.database.read { db in try EditorPages.load(visit, in: db) }.outline()
        }
        routes.post(base + "/ongedaan", access: .surveyMakers) { visit in
            let path = "\(Self.shelf)/\(try visit.number("vragenlijst"))"
            guard let undone = try await ChangeQuestionnaire(house: house).undo(by: visit) else {
                return .redirect(to: path, notice: visit.t("Er is niets om ongedaan te maken."))
            }
            let what = visit.t(undone.change.label(undone.target))
            return .redirect(to: path, notice: visit.t("Ongedaan gemaakt: \(what)."))
        }
        routes.get(base + "/gegevens", access: .surveyMakers) { visit in
            let stored = try await house.database.read { db in try StoredQuestionnaire.found(visit, in: db) }
            return DetailsPages(visit: visit, stored: stored).page()
        }
        routes.post(base + "/gegevens", access: .surveyMakers) { visit in
            let stored = try await house.database.read { db in try StoredQuestionnaire.found(visit, in: db) }
            let pages = DetailsPages(visit: visit, stored: stored)
            var state = DetailsPages.form.read(visit.form)
            let languages = DetailsPages.languages(&state)
            guard state.isValid else { return pages.page(state, status: 400) }
            let values = state
            try await ChangeQuestionnaire(house: house).perform(.details, by: visit) { content in
                DetailsPages.apply(values, languages, to: &content)
            }
            try await house.database.write { db in
                let stored = try StoredQuestionnaire.found(visit, in: db)
                let name = values["naam"]
                try db.run(
                    """
                    UPDATE survey_questionnaire SET name = \(name), name_key = \(TextFolding.sortKey(name))
                    WHERE id = \(stored.id)
                    """)
            }
            return .redirect(to: stored.path(), notice: visit.t("Bewaard."))
        }
    }
}
