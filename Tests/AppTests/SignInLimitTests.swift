import Testing

/// How much mail one address, one computer and one line can ask for.
extension LinkSignInTests {
    @Test func anAddressGetsFiveMailsAnHour() async throws {
        let site = try await TestSite()
        for _ in 0..<8 {
            #expect(
                await Browser(site).post("/inloggen", [("email", "resident@test.example")]).location
                    == "/inloggen/verstuurd")
        }
        #expect(try await site.mails(to: "resident@test.example").count == 5)
        site.clock.move(by: .minutes(61))
        _ = await Browser(site).post("/inloggen", [("email", "resident@test.example")])
        #expect(try await site.mails(to: "resident@test.example").count == 6)
    }

    @Test func oneComputerGetsALimitedNumberOfMails() async throws {
        let site = try await TestSite()
        var statuses: [Int] = []
        for number in 0..<25 {
            statuses.append(await Browser(site).post("/inloggen", [("email", "a\(number)@test.example")]).status)
        }
        #expect(statuses.filter { $0 == 429 }.count == 5)
    }

    /// One line of IPv6 has 2^64 addresses: asking from the next one each time gives no more.
    @Test func `one line gets a limited number of mails, whichever of its addresses asks`() async throws {
        let site = try await TestSite()
        var statuses: [Int] = []
        for number in 0..<25 {
            let browser = Browser(site, address: "2001:db8:1:2::\(String(number, radix: 16))")
            statuses.append(await browser.post("/inloggen", [("email", "a\(number)@test.example")]).status)
        }
        #expect(statuses.filter { $0 == 429 }.count == 5)
        let elsewhere = Browser(site, address: "2001:db8:1:3::1")
        #expect(await elsewhere.post("/inloggen", [("email", "b@test.example")]).status == 303)
    }
}
