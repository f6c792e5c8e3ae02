package import Community
import Core
package import Services
import Storage
package import Web

/// Files out of a survey for researchers, and tables from elsewhere in, to count them here.
package struct ExchangePart: SurveyPart {
    package let house: House
    package init(house: House) { self.house = house }

    package func routes(_ routes: Routes) {
        exportRoutes(routes)
        importRoutes(routes)
    }

    package var jobs: [Job] {
        [
            Job(ExportRun.kind) { [house] payload, now in try await ExportJob(house: house).run(payload, now: now) },
            Job(TableImport.kind) { [house] payload, now in try await TakeTable(house: house).run(payload, now: now) },
        ]
    }
}
