import Core
package import Storage

/// Which places of a vacancy are taken. A place that was offered to someone who waits is kept for them, and so is one
/// that they accepted but have not started in yet.
package enum VacancyPlaces {
    /// Holds for an application `a` that takes a place.
    static var taken: SQL {
        """
        ((a.state = \(VacancyApplication.State.placed) AND a.stopped_at IS NULL)
        OR (a.offer_until IS NOT NULL
            AND a.state IN (\(VacancyApplication.State.waiting), \(VacancyApplication.State.talking))))
        """
    }

    package static func taken(_ vacancy: Vacancy.Identity, in db: any SQLConnection) throws -> Int {
        try db.count("SELECT COUNT(*) FROM application a WHERE a.vacancy_id = \(vacancy) AND \(taken)")
    }

    /// Whether a newcomer goes to the waiting list: all places are taken, or others wait for the next one.
    package static func isFull(_ vacancy: Vacancy, in db: any SQLConnection) throws -> Bool {
        try isFull(vacancy, taken: taken(vacancy.id, in: db), in: db)
    }

    /// The same, of a vacancy of which it is known how many places are taken.
    static func isFull(_ vacancy: Vacancy, taken: Int, in db: any SQLConnection) throws -> Bool {
        if taken >= vacancy.places { return true }
        return try db.exists(
            """
            SELECT id FROM application WHERE vacancy_id = \(vacancy.id) AND state = \(VacancyApplication.State.waiting)
            LIMIT 1
            """)
    }
}

extension VacancyApplication {
    /// Whether this application takes a place: see `VacancyPlaces`.
    package var holdsPlace: Bool {
        switch state {
        case .placed: stoppedAt == nil
        case .waiting, .talking: offerUntil != nil
        default: false
        }
    }

    /// Placed, and still there.
    package var isActivePlacement: Bool { state == .placed && stoppedAt == nil }

    /// Whether the two sides can write to each other.
    package var canWrite: Bool { state != .unconfirmed && state != .withdrawn && email != nil }

    /// Whether words of the organisation reach the applicant: by mail, or in a call of the desk that introduced them.
    package var hearsOrganisation: Bool {
        canWrite || (email == nil && origin == .desk && (state.isOpen || isActivePlacement))
    }
}
