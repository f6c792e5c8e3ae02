import Community
import Core
import Questionnaires
import Services
import Storage
import Web

extension QuestionnairePart {
    func fileRoutes(_ routes: Routes) {
        let house = self.house
        let path = Self.base + "/inlezen"
        routes.get(Self.base + "/vragenlijst.yaml", access: .surveyMakers) { visit in
            let stored = try await house.database.read { db in try StoredQuestionnaire.found(visit, in: db) }
            return .download(
                Array(stored.content.yaml.utf8), name: stored.content.fileName + ".yaml",
                type: "application/yaml; charset=utf-8")
        }
        routes.get(Self.base + "/vragenlijst.xlsx", access: .surveyMakers) { visit in
            let stored = try await house.database.read { db in try StoredQuestionnaire.found(visit, in: db) }
            let losses = XLSForm(stored.content).losses
            // What gets lost is said first; the link on that page downloads.
            if !losses.isEmpty, visit.query["toch"] == nil {
                return FilePages(visit: visit).beforeForm(losses, stored)
            }
            let file = try QuestionnaireFile.workbook(of: stored.content, title: stored.name, now: visit.now)
            return .download(
                file.bytes, name: stored.content.fileName + ".xlsx",
                type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        }
        routes.get(path, access: .surveyMakers) { visit in
            let stored = try await house.database.read { db in try StoredQuestionnaire.found(visit, in: db) }
            return FilePages(visit: visit).upload(stored)
        }
        routes.post(path, access: .surveyMakers, bodyLimit: Self.fileLimit + 100_000) { visit in
            let stored = try await house.database.read { db in try StoredQuestionnaire.found(visit, in: db) }
            let pages = FilePages(visit: visit)
            var state = FilePages.form.read(visit.form)
            guard let file = visit.files["bestand"], !file.bytes.isEmpty else {
                state.addError("bestand", Text("Kies een bestand."))
                return pages.upload(stored, state, status: 400)
            }
            switch await QuestionnaireFile.read(file.bytes) {
            case .failure(let fault):
                state.addError("bestand", fault.text)
                return pages.upload(stored, state, problems: fault.problems, status: 400)
            case .success(let read):
                try await ChangeQuestionnaire(house: house).perform(.replaced, by: visit) { $0 = read.questionnaire }
                if !read.losses.isEmpty { return pages.losses(read.losses, path: stored.path()) }
                return .redirect(
                    to: stored.path(), notice: visit.t("Het bestand is ingelezen. Bovenaan kun je dat terugdraaien."))
            }
        }
    }
}

extension Questionnaire {
    /// Safe as the name of a file.
    var fileName: String {
        let kept = id.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
        return kept.isEmpty ? "vragenlijst" : String(kept.prefix(60))
    }
}

/// Files in and out, and what did not come along.
struct FilePages {
    let visit: Visit
    private var t: Texts { visit.t }

    static let form = Form([
        Field(
            "bestand", Text("Bestand"), .file(accept: ".yaml,.yml,.xlsx"),
            hint: Text("Een YAML-bestand van Inzet, of een XLSForm uit Kobo of ODK. Hoogstens 2 MB."))
    ])

    func upload(
        _ stored: StoredQuestionnaire, _ state: FormState = FormState(), problems: [QuestionnaireProblem] = [],
        status: Int = 200
    ) -> Reply {
        visit.questionnairePage(
            stored, title: t("Lees een bestand in"),
            intro: t("De vragen uit het bestand komen in de plaats van wat er nu staat. Dat kun je terugdraaien."),
            status: status,
            visit.form(
                action: stored.path("inlezen"), files: true, classes: "stack narrow",
                """
                \(visit.errorSummary(Self.form, state))\(ProblemList(problems, stored: nil, t: t).markup)\(visit.fields(Self.form, state))\
                <p class="row"><button>\(t("Lees in"))</button>\(Part.button(t("Terug"), stored.path(), quiet: true))</p>
                """))
    }

    /// After reading: what the file had and a questionnaire cannot hold.
    func losses(_ losses: [Text], path: String) -> Reply {
        visit.simplePage(
            t("Het bestand is ingelezen"), intro: t("Dit kwam niet mee:"),
            "<ul>\(losses, { "<li>\(t($0))</li>" })</ul><p>\(Part.button(t("Naar de vragenlijst"), path))</p>")
    }

    /// Before writing: what an XLSForm cannot hold.
    func beforeForm(_ losses: [Text], _ stored: StoredQuestionnaire) -> Reply {
        visit.questionnairePage(
            stored, title: t("Download als XLSForm"), intro: t("Een XLSForm kan niet alles. Dit gaat niet mee:"),
            """
            <ul>\(losses, { "<li>\(t($0))</li>" })</ul><p class="row">\(Part.button(t("Download toch"), stored.path("vragenlijst.xlsx") + "?toch=ja"))\
            \(Part.button(t("Terug"), stored.path(), quiet: true))</p>
            """)
    }
}
