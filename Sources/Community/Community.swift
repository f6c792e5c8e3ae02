package import Core
package import Services
package import Web

/// The actors all five functions share: municipalities, people, organisations; sign-in, profile, administration.
package struct Community: Module {
    package let house: House

    package init(house: House) { self.house = house }

    package func routes(_ routes: Routes) {
        signInRoutes(routes)
        todayRoutes(routes)
        personRoutes(routes)
        organisationRoutes(routes)
        administrationRoutes(routes)
    }

    package func menu(for visit: Visit) -> [MenuItem] {
        let today =
            visit.actor.isStaff || !visit.actor.organisations.isEmpty || !visit.actor.workplaces.isEmpty
            ? [MenuItem(visit.t("Vandaag"), "/vandaag", order: 10)] : []
        return today + organisationMenu(for: visit) + administrationMenu(for: visit)
    }

    package func tasks(for actor: Actor, t: Texts, now: Moment) async throws -> [TaskItem] {
        try await organisationTasks(for: actor, t: t, now: now) + administrationTasks(for: actor, t: t, now: now)
    }

    package var personalData: [PersonalData] {
        personPersonalData + organisationPersonalData + signInPersonalData + openIDPersonalData
            + administrationPersonalData
    }

    package var indicators: [Indicator] { communityIndicators }

    package var retention: [RetentionRule] {
        personRetention + signInRetention + openIDRetention + administrationRetention
    }

    package var jobs: [Job] { personJobs + administrationJobs }
}
