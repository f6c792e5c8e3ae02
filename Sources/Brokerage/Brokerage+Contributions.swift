package import Community
package import Core
package import Services
package import Storage
package import Web

/// What each capability of the vacancy bank adds to the site's common lists.
extension Brokerage {
    package func menu(for visit: Visit) -> [MenuItem] {
        [MenuItem(visit.t("Vacatures"), "/vacatures", order: 20)] + centreMenu(for: visit) + deskMenu(for: visit)
            + pupilMenu(for: visit) + roundMenu(for: visit) + buddyMenu(for: visit) + exposureMenu(for: visit)
    }

    package func workplaces(of person: String, in db: any SQLConnection) throws -> [Actor.Workplace] {
        try School.of(person, in: db).map { Actor.Workplace(name: $0.name, path: $0.path) }
    }

    package func tasks(for actor: Actor, t: Texts, now: Moment) async throws -> [TaskItem] {
        var tasks = try await applicationTasks(for: actor, t: t, now: now)
        tasks += try await vacancyTasks(for: actor, t: t, now: now)
        tasks += try await hoursTasks(for: actor, t: t)
        tasks += try await allowanceTasks(for: actor, t: t, now: now)
        tasks += try await pupilTasks(for: actor, t: t, now: now)
        tasks += try await deskTasks(for: actor, t: t, now: now)
        tasks += try await roundTasks(for: actor, t: t, now: now)
        tasks += try await buddyTasks(for: actor, t: t, now: now)
        tasks += try await exposureTasks(for: actor, t: t, now: now)
        tasks += try await vacantCentreTasks(for: actor, t: t, now: now)
        return try await tasks + centreTasks(for: actor, t: t, now: now, scores: scores)
    }

    package func calendar(for actor: Actor, t: Texts, from: Day) async throws -> [CalendarEntry] {
        var entries = try await vacancyCalendar(for: actor, t: t, from: from)
        entries += try await pupilCalendar(for: actor, t: t, from: from)
        entries += try await deskCalendar(for: actor, t: t, from: from)
        entries += try await roundCalendar(for: actor, t: t, from: from)
        return try await entries + buddyCalendar(for: actor, t: t, from: from)
    }

    package var indicators: [Indicator] {
        placementIndicators + applicationIndicators + vacancyIndicators + hoursIndicators + PupilIndicators.all
            + DeskIndicators.all + RoundIndicators.all + BuddyIndicators.all + AttentionIndicators.all
    }

    package var personalData: [PersonalData] {
        let own = [
            VacancyContact.personalData, HoursEntry.personalData, SchoolContact.personalData, KeptWishes.personalData,
            RoundErasure.personalData, buddyPersonalData,
        ]
        return applicationPersonalData + savedSearchPersonalData() + importPersonalData + own + deskPersonalData
            + exposurePersonalData
    }

    package var retention: [RetentionRule] {
        let own = [
            HoursEntry.retention, PupilErasure.retention, KeptWishes.retention, RoundErasure.retention, buddyRetention,
        ]
        return vacancyRetention + applicationRetention + savedSearchRetention() + importRetention + own + deskRetention
            + exposureRetention
    }

    package var jobs: [Job] {
        let first = vacancyJobs(events: events) + applicationJobs + savedSearchJobs() + importJobs(events: events)
        let second = centreJobs(scores: scores) + searchJobs() + pupilJobs + deskJobs + roundJobs + buddyJobs
        return first + second + exposureJobs + [KeptWishes.warningJob(house)]
    }
}
