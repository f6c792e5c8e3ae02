import Community
import Core
import Questionnaires
import Storage
import Web

extension QuestionnairePart {
    func previewRoutes(_ routes: Routes) {
        let house = self.house
        routes.get(Self.base + "/voorbeeld", access: .surveyMakers) { visit in
            let stored = try await house.database.read { db in try StoredQuestionnaire.found(visit, in: db) }
            let language = visit.query["taal"] ?? stored.first
            let content = stored.content
            let path = stored.path("voorbeeld")
            let t = visit.t
            let choose: HTML = """
                <nav class="subnav no-print" aria-label="\(t("Taal"))"><ul class="row small">\(content.languages, {
                    "<li><a href=\"\(path)?taal=\($0)\"\(attribute: "aria-current", $0 == language ? "page" : nil)>\($0)</a></li>"
                })</ul></nav>
                """
            return visit.questionnairePage(
                stored, title: t("Voorbeeld"),
                intro: t("Zo ziet wie invult het. Je kunt alles proberen: er wordt niets bewaard."),
                actions: Part.button(t("Terug"), stored.path(), quiet: true),
                "\(if: content.languages.count > 1, choose)\(PreviewMarkup(content, language: language, t: t).markup)")
        }
    }
}
