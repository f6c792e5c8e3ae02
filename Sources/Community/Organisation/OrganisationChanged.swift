import Core
import Services
import Storage

/// Tells the other functions that an organisation changed: its name, its place, or whether it may publish.
///
/// Work for one background job, written in the transaction of the change: a function that must follow, such as the
/// vacancy bank, declares a `Job(OrganisationChanged.job)` and gets the organisation's id as payload.
package enum OrganisationChanged {
    package static let job = "organisatie-veranderd"

    static func tell(_ id: Organisation.Identity, house: House, now: Moment, in db: any SQLConnection) throws {
        let isHeard = house.registry.modules.contains { $0.jobs.contains { $0.kind == job } }
        if isHeard { try Jobs.add(job, payload: id.text, at: now, now: now, in: db) }
    }
}
