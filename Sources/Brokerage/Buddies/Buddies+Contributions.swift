import Community
import Core
import Formats
import Services
import Storage
import Web

extension Brokerage {
    /// Introductions this person goes to, and courses of the centre.
    func buddyCalendar(for actor: Actor, t: Texts, from: Day) async throws -> [CalendarEntry] {
        let codes = actor.municipalities(with: MunicipalRole.centre)
        guard !codes.isEmpty, let person = actor.person else { return [] }
        return try await house.database.read { db in
            let meetings = try db.rows(
                """
                SELECT number, meet_day, meet_time FROM buddy_pair WHERE broker_id = \(person)
                AND state = \(BuddyPair.State.meeting) AND meet_day >= \(from)
                ORDER BY meet_day, number LIMIT 100
                """
            ).map { row in
                let number: Int = try row("number")
                let time: String = try row("meet_time", as: String?.self) ?? ""
                // Often a home address: it stays on the page, for a calendar goes to telephones.
                return CalendarEntry(
                    uid: "maatje-\(number)", title: t("Kennismaking maatje \(number), \(time)"),
                    day: try row("meet_day"), place: nil,
                    path: "\(BuddyDesk.home)/koppels/\(number)")
            }
            let courses = try BuddyCourse.all(in: codes, from: from, db: db).filter { $0.day >= from }.map { course in
                CalendarEntry(
                    uid: "maatje-cursus-\(course.number)", title: t("Cursus voor maatjes, \(course.time)"),
                    day: course.day, place: course.place, path: "\(BuddyDesk.home)/cursussen/\(course.number)")
            }
            return meetings + courses
        }
    }

    var buddyJobs: [Job] {
        [
            Job("maatjes-vragen", .daily(minute: 8 * 60)) { [house] _, now in
                _ = try await house.database.write { db in
                    try BuddyWork(house, program: "maatjes-vragen", now: now).askMoments(in: db)
                }
            }
        ]
    }

    /// Requests and volunteering of this person, and what they asked for others.
    var buddyPersonalData: PersonalData {
        PersonalData(
            name: Text("Maatjes"),
            export: { [house] person, db in
                let owner = try BuddyOwner(house, person, in: db)
                let (requests, volunteers) = (try owner.requests(in: db), try owner.volunteers(in: db))
                let referred = try owner.referred(in: db).map { request -> JSONValue in
                    ["aangevraagd": .string(request.createdAt.iso), "stand": .string(request.state.rawValue)]
                }
                return [
                    "aanvragen": .array(try requests.map { try BuddyFile.json($0, house.seals, in: db) }),
                    "vrijwilliger": .array(try volunteers.map { try BuddyFile.json($0, house.seals, in: db) }),
                    "voorEenAnder": .array(referred),
                ]
            },
            erase: { [house] person, now, db in
                var work = BuddyWork(house, program: "wissen", now: now)
                work.tells = try !ErasedPerson.isNoted(Person.Identity(person), in: db)
                let owner = try BuddyOwner(house, person, in: db)
                for request in try owner.requests(in: db) { try work.eraseOnRequest(request, in: db) }
                for volunteer in try owner.volunteers(in: db) { try work.eraseOnRequest(volunteer, in: db) }
                for request in try owner.referred(in: db) { try work.forgetReferrer(of: request, in: db) }
                try db.run("UPDATE buddy_pair SET decided_by = NULL WHERE decided_by = \(person)")
                try db.run("UPDATE buddy_pair SET broker_id = NULL WHERE broker_id = \(person)")
                try db.run("UPDATE buddy_hours SET decided_by = NULL WHERE decided_by = \(person)")
                try db.run("UPDATE buddy_objection SET answered_by = NULL WHERE answered_by = \(person)")
            })
    }

    var buddyRetention: RetentionRule {
        RetentionRule(
            id: "maatjes", name: Text("Aanvragen en vrijwilligers van maatjes"),
            reason: Text("Na twee jaar zonder contact hoeft niemand nog te weten wie het was. De aantallen blijven."),
            keep: .days(731)
        ) { [house] before, now, db in
            let work = BuddyWork(house, program: "bewaartermijnen", now: now)
            let requests = try db.rows(
                """
                SELECT * FROM buddy_request WHERE state = \(BuddyRequest.State.closed) AND closed_at < \(before)
                AND erased_at IS NULL LIMIT 200
                """)
            for row in requests { try work.erase(try BuddyRequest(row: row), in: db) }
            let volunteers = try db.rows(
                """
                SELECT * FROM buddy_volunteer WHERE state = \(BuddyVolunteer.State.stopped) AND stopped_at < \(before)
                AND erased_at IS NULL LIMIT 200
                """)
            for row in volunteers { try work.erase(try BuddyVolunteer(row: row), in: db) }
            return requests.count + volunteers.count
        }
    }
}
