import Community
import Core
import Services
import Storage
import Testing

@testable import Brokerage

/// A place of a waiting list that comes free.
extension DeskRig {
    /// One place that Eef has, and people who wait for it, written down at the counter in this order. Then Eef stops,
    /// and the place is offered to the first of them. Gives the case of that one.
    ///
    /// - Parameters:
    ///   - email: of the first who waits.
    ///   - closes: the case of the first who waits is closed before the place comes free.
    ///   - shares: the organisation may see the number of who waits.
    ///   - fixture: with one place.
    ///   - organisation: whose vacancy it is, and who answers there.
    ///   - before: what happens with the first who waits before Eef stops.
    func offered(
        to waiting: [String] = ["Wachtende Wim"], email: String? = nil, closes: Bool = false, shares: Bool = true,
        by fixture: VacancyFixture = VacancyFixture(places: 1),
        of organisation: (number: Int, role: Role) = (TestSite.organisation.number, .member),
        before: (Int) async throws -> Void = { _ in }
    ) async throws -> Int {
        let vacancy = try await vacancy(fixture)
        for name in ["Eerste Eef"] + waiting {
            // Who came first is who asked first: one after the other.
            site.clock.move(by: .minutes(1))
            try await introduce(
                counter(name, email: name == waiting.first ? email : nil), to: vacancy, shares: shares)
            guard name == "Eerste Eef" else { continue }
            let placed = await site.post(
                "/organisatie/\(organisation.number)/reacties/1", form: [("actie", "plaatsen"), ("tekst", "Welkom!")],
                as: organisation.role)
            #expect(placed.status == 303)
        }
        let number = try await self.number(waiting[0])
        #expect(try await state(number).step == "kennismaking")
        try await before(number)
        if closes {
            let closed = await site.post(path(number) + "/sluiten", form: [("reden", "anders")], as: .broker)
            #expect(closed.status == 303)
        }
        try await pass(.hours(1))
        let work = ApplicationWork(site.town.house, program: "proef", now: site.clock.now)
        let isDone = try await site.write { db in
            let row = try #require(try db.first("SELECT id FROM application WHERE number = 1"))
            return try work.stop(row("id"), reason: .other, text: nil, by: .applicant, in: db)
        }
        #expect(isDone)
        #expect(try await application().offerUntil == site.clock.now + .days(5))
        return number
    }

    /// The talk, a proposal and a yes to it, all at the counter.
    func introduce(_ number: Int, to vacancy: Int, shares: Bool = true) async throws {
        await talk(number)
        #expect(await propose(number, [vacancy]).status == 303)
        let yes = [("antwoord", "ja")] + (shares ? [("delen", "ja")] : [])
        let reply = await site.post(
            path(number) + "/voorstellen/" + (try await proposal(number)), form: yes, as: .broker)
        #expect(reply.status == 303)
    }

    /// By its number; after `offered`, that of the first who waited.
    func application(_ number: Int = 2) async throws -> VacancyApplication {
        try await site.read { db in
            let row = try #require(try db.first("SELECT * FROM application WHERE number = \(number)"))
            return try VacancyApplication(row: row)
        }
    }

    /// What the broker writes down of the first who waited.
    func answerOffer(_ answer: String, how: String = "", as role: Role = .broker) async throws -> TestReply {
        let path = try await site.read { db in
            let row = try #require(
                try db.first(
                    """
                    SELECT p.id, i.number FROM desk_proposal p JOIN application a ON a.id = p.application_id
                    JOIN intake i ON i.id = p.intake_id WHERE a.number = 2
                    """))
            return "\(Self.home)/\(try row("number", as: Int.self))/voorstellen/\(try row("id", as: String.self))/plek"
        }
        return await site.post(path, form: [("antwoord", answer), ("hoe", how)], as: role)
    }

    /// An organisation answers an application, a while after what was before.
    func write(
        _ text: String, to application: Int, action: String = "antwoorden",
        as organisation: (number: Int, role: Role) = (TestSite.organisation.number, .member)
    ) async -> TestReply {
        site.clock.move(by: .minutes(1))
        return await site.post(
            "/organisatie/\(organisation.number)/reacties/\(application)",
            form: [("actie", action), ("tekst", text)], as: organisation.role)
    }
}
