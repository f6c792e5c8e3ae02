import Core
import Storage
import Testing

@testable import Brokerage

/// Another mail address or number, as the broker sends it.
extension DeskRig {
    struct Kept: Sendable, Equatable {
        var email: String?
        var phone: String?
        var isChecked = false
        var hasAccount = false
    }

    func kept(_ number: Int) async throws -> Kept {
        try await site.read { db in
            let row = try #require(try db.first("SELECT * FROM intake WHERE number = \(number)"))
            let intake = try Intake(row: row)
            return Kept(
                email: intake.email, phone: intake.phone, isChecked: intake.emailCheckedAt != nil,
                hasAccount: intake.person != nil)
        }
    }

    /// Sends the form of the case, as from a page on which `was` stood.
    func reach(
        _ number: Int, email: String, was: String, phone: (new: String, was: String)? = nil, as role: Role = .broker
    ) async -> TestReply {
        var form = [("email", email), ("email-was", was)]
        if let phone { form += [("telefoon", phone.new), ("telefoon-was", phone.was)] }
        return await site.post(path(number) + "/bereikbaar", form: form, as: role)
    }

    /// Mia of the counter, with a proposal in a mail to this address. Gives the number of the case.
    func mia(_ email: String) async throws -> Int {
        let vacancy = try await vacancy()
        let number = try await counter("Mia Mail", email: email)
        await talk(number)
        #expect(await propose(number, [vacancy]).status == 303)
        return number
    }
}
