package import Community
import Core
package import Services
package import Web

/// Fieldwork: how a survey is set up, who is asked, the mails, the calls, who says no.
package struct FieldworkPart: SurveyPart {
    package let house: House
    package init(house: House) { self.house = house }

    package func routes(_ routes: Routes) {
        settingsRoutes(routes)
        addressRoutes(routes)
        intakeRoutes(routes)
        mailTextRoutes(routes)
        fieldworkRoutes(routes)
        callRoutes(routes)
        refusalRoutes(routes)
    }

    package var jobs: [Job] {
        [
            Job(FieldworkJob.kind, .every(.minutes(5))) { [house] _, now in
                try await FieldworkJob(house: house).run(now: now)
            },
            Job(FieldworkJob.now) { [house] payload, now in
                try await FieldworkJob(house: house).run(only: Survey.Identity(payload), now: now)
            },
            Job(TakeIntake.kind) { [house] payload, now in
                try await TakeIntake(house: house).run(payload, now: now)
            },
        ]
    }
}
