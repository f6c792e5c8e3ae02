import Community
import Core
import Questionnaires
import Storage
import Web

/// A version that was frozen when a survey opened.
struct FrozenVersion: Sendable {
    let id: String
    let version: Int
    let hash: String
    let frozenAt: Moment
    let surveys: [Survey]

    static func all(of stored: StoredQuestionnaire, in db: any SQLConnection) throws -> [FrozenVersion] {
        let surveys = try stored.surveys(in: db)
        return try db.rows(
            """
            SELECT id, version, hash, frozen_at FROM survey_version WHERE questionnaire_id = \(stored.id)
            ORDER BY version DESC LIMIT 100
            """
        ).map { row in
            let id: String = try row("id")
            return FrozenVersion(
                id: id, version: try row("version"), hash: try row("hash"), frozenAt: try row("frozen_at"),
                surveys: surveys.filter { $0.version == id })
        }
    }

    static func find(_ version: Int, of stored: StoredQuestionnaire, in db: any SQLConnection) throws -> (
        version: FrozenVersion, content: Questionnaire
    ) {
        guard let found = try all(of: stored, in: db).first(where: { $0.version == version }),
            let content = try FrozenQuestionnaire.of(found.id, in: db)
        else { throw WebError.notFound }
        return (found, content)
    }
}

extension QuestionnairePart {
    func versionRoutes(_ routes: Routes) {
        let house = self.house
        let path = Self.base + "/versies"
        routes.get(path, access: .surveyMakers) { visit in
            let (stored, versions) = try await house.database.read { db in
                let stored = try StoredQuestionnaire.found(visit, in: db)
                return (stored, try FrozenVersion.all(of: stored, in: db))
            }
            return VersionPages(visit: visit, stored: stored).list(versions)
        }
        routes.get(path + "/{versie}", access: .surveyMakers) { visit in
            let (stored, found) = try await house.database.read { db in
                let stored = try StoredQuestionnaire.found(visit, in: db)
                return (stored, try FrozenVersion.find(visit.number("versie"), of: stored, in: db))
            }
            return VersionPages(visit: visit, stored: stored).one(found.version, found.content)
        }
        routes.post(path + "/{versie}/terug", access: .surveyMakers) { visit in
            let (stored, found) = try await house.database.read { db in
                let stored = try StoredQuestionnaire.found(visit, in: db)
                return (stored, try FrozenVersion.find(visit.number("versie"), of: stored, in: db))
            }
            let number = found.version.version
            try await ChangeQuestionnaire(house: house).perform(.restored, String(number), by: visit) {
                $0 = found.content
            }
            return .redirect(to: stored.path(), notice: visit.t("Versie \(number) staat weer in de werktekst."))
        }
    }
}

struct VersionPages {
    let visit: Visit
    let stored: StoredQuestionnaire
    private var t: Texts { visit.t }

    func list(_ versions: [FrozenVersion]) -> Reply {
        let hash = stored.content.hash
        let items: HTML = """
            <ul class="cards">\(versions, { version in
                """
                <li class="card"><h2><a href="\(stored.path("versies/\(version.version)"))">\(t("Versie \(version.version)"))</a></h2>\
                <p class="soft">\(t("Vast sinds \(t.dateTime(version.frozenAt))"))\(if: version.hash == hash, " · \(t("gelijk aan de werktekst"))")</p>\
                <p>\(version.surveys, { "<a href=\"\($0.path())\">\($0.title)</a> " })</p></li>
                """
            })</ul>
            """
        let content =
            versions.isEmpty
            ? Part.empty(
                t("Er is nog geen vaste versie"),
                t("Zodra een enquête opent, ligt de versie vast. Wat je daarna verandert, komt in een nieuwe versie."),
                Part.button(t("Terug"), stored.path(), quiet: true)) : items
        return visit.questionnairePage(
            stored, title: t("Versies"),
            intro: t("Een enquête die open is, houdt zijn vragen. Zo blijven antwoorden te vergelijken."), content)
    }

    func one(_ version: FrozenVersion, _ content: Questionnaire) -> Reply {
        let number = version.version
        let back = visit.buttonForm(
            action: stored.path("versies/\(number)/terug"), label: t("Zet terug in de werktekst"), classes: "quiet")
        return visit.questionnairePage(
            stored, title: t("Versie \(number)"), intro: t("Vast sinds \(t.dateTime(version.frozenAt))"), actions: back,
            """
            <p class="small soft">\(t("Kenmerk:")) <code>\(version.hash.prefix(16))</code></p>\
            \(PreviewMarkup(content, language: t.language.rawValue, t: t).markup)
            """)
    }
}
