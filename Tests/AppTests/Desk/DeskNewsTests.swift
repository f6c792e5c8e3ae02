import Community
import Core
import Services
import Storage
import Testing

@testable import Brokerage

/// News of before a place came free.
struct DeskNewsTests {
    /// Wim waits for one place and is invited for another; then the first comes free. Gives his case and since when the
    /// news waits.
    private func invited(_ rig: DeskRig) async throws -> (number: Int, since: Moment) {
        let number = try await rig.offered { number in
            let other = try await rig.vacancy(VacancyFixture(title: "Koffie schenken"))
            rig.site.clock.move(by: .minutes(1))
            try await rig.introduce(number, to: other)
            #expect(await rig.write("Kom je langs?", to: 3, action: "uitnodigen").status == 303)
        }
        return (number, try await rig.application(3).stateAt)
    }

    @Test(arguments: ["wil-plek", "wil-plek-niet"])
    func `it stays on the list, beside the place and after the answer to it`(_ answer: String) async throws {
        let rig = try await DeskRig()
        let site = rig.site
        let (number, since) = try await invited(rig)
        let before = try await rig.state(number)
        #expect(before.step == "nieuws" && before.nextAt == since)
        // Eef, who stopped, is news as well.
        let tasks = await rig.tasks(.broker)
        #expect(tasks.contains("Er is nieuws aan de balie") && tasks.contains("2 mensen, de eerste sinds"))
        #expect(tasks.contains("Er is een plek vrij voor Wachtende Wim: bel"))
        let home = await site.get(DeskRig.home, as: .broker).body
        #expect(home.contains("Er is nieuws: bel terug (2)") && home.contains("Er is een plek vrij: bel op tijd"))
        #expect(home.contains("2 mensen wachten op jou."))
        #expect(try await rig.answerOffer(answer).status == 303)
        let after = try await rig.state(number)
        #expect(after.step == "nieuws" && after.nextAt == since)
        #expect(await site.get(DeskRig.home, as: .broker).body.contains("Er is nieuws: bel terug (2)"))
        // Until the broker says that it was told.
        let called = await site.post(rig.path(number) + "/contact", form: [("wat", "gebeld")], as: .broker)
        #expect(called.status == 303)
        #expect(try await rig.state(number).step == "kennismaking")
    }
}
