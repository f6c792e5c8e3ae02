package import Community
package import Core
package import Storage
import Web

extension FieldworkPart {
    package func tasks(in survey: Survey, for actor: Actor, t: Texts, now: Moment, db: any SQLConnection) throws
        -> [TaskItem]
    {
        var items: [TaskItem] = []
        let makes = actor.has(SurveyAccess.makers, in: survey.municipality)
        if makes {
            if survey.state == .draft { items += try draft(survey, t, now.day, db) }
            if survey.state == .field { items += field(survey, t, now.day) }
        }
        if survey.takesAnswers(at: now), actor.has(SurveyAccess.callers, in: survey.municipality) {
            items += try calls(survey, actor, t, now, db)
        }
        return items
    }

    private func draft(_ survey: Survey, _ t: Texts, _ today: Day, _ db: any SQLConnection) throws -> [TaskItem] {
        if try FieldworkSettings.of(survey.id, in: db).readyAt != nil { return [] }
        guard let first = survey.opensOn else {
            return [item(t("Bereid de enquête voor"), survey.title, t("Kies de opzet"), survey.path("opzet"))]
        }
        guard first <= today + 7 else { return [] }
        let detail =
            first < today
            ? t("De eerste dag is voorbij: \(t.date(first)).") : t("De eerste dag is \(t.date(first)).")
        return [
            item(
                t("Zet “\(survey.title)” klaar"), detail, t("Bekijk wat mist"), survey.path("opzet#klaar"),
                isUrgent: first <= today + 1)
        ]
    }

    private func field(_ survey: Survey, _ t: Texts, _ today: Day) -> [TaskItem] {
        var items: [TaskItem] = []
        if survey.remindsOn == today + 1 {
            items.append(
                item(
                    t("Morgen gaat de herinnering uit"), survey.title, t("Bekijk de mail"),
                    survey.path("veldwerk/mails")))
        }
        if let last = survey.closesOn, last >= today, last <= today + 3 {
            items.append(
                item(
                    t("“\(survey.title)” sluit bijna"), t("Antwoorden kan tot en met \(t.date(last))."),
                    t("Bekijk de respons"), survey.path("respons"), isUrgent: last <= today + 1))
        }
        return items
    }

    private func calls(_ survey: Survey, _ actor: Actor, _ t: Texts, _ now: Moment, _ db: any SQLConnection) throws
        -> [TaskItem]
    {
        // Calling begins once the reminder is out: before that people may still answer by themselves.
        guard let day = survey.remindsOn, now.day > day else { return [] }
        let counts = try CallList.counts(survey.id, person: actor.person, now: now, in: db)
        guard counts.now > 0 else { return [] }
        return [
            item(
                t.plural(counts.now, "1 mens bellen voor een enquête", "\(counts.now) mensen bellen voor een enquête"),
                survey.title, t("Begin met bellen"), survey.path("veldwerk"))
        ]
    }

    private func item(_ title: String, _ detail: String, _ action: String, _ path: String, isUrgent: Bool = false)
        -> TaskItem
    {
        TaskItem(
            function: .verankeren, title: title, detail: detail, action: action, path: path, isUrgent: isUrgent)
    }
}
