import Core
import Formats
import OpenID
import TestProvider
import Testing

/// From claims to a name, an address and roles.
struct ClaimsTests {
    func claims(_ json: JSONValue) -> Claims {
        Claims(issuer: FakeProvider.issuer, subject: "u-1", members: json.object ?? JSONObject())
    }

    func roles(_ json: JSONValue, claim: String = "groups") throws -> Set<MunicipalRole> {
        var settings = TokenFixture.settings
        settings.roleClaim = claim
        return try claims(json).roles(settings)
    }

    @Test func `groups become the roles that were mapped`() throws {
        #expect(try roles(["groups": ["makelaars", "leiding", "koor"]]) == [.broker, .centreManager, .policyOfficer])
        #expect(try roles(["groups": "makelaars"]) == [.broker])
        #expect(try roles(["groups": ["MAKELAARS", 7, .null, ["makelaars"]]]).isEmpty)
        #expect(try roles([:]).isEmpty)
        #expect(try roles(["realm_access": ["roles": ["leiding"]]], claim: "realm_access.roles").count == 2)
        #expect(try roles(["https://x.example/roles": ["makelaars"]], claim: "https://x.example/roles") == [.broker])
        #expect(try roles(["realm_access": "makelaars"], claim: "realm_access.roles").isEmpty)
    }

    @Test func `groups that were too many are not taken for none`() {
        #expect(throws: OpenIDFailure.groupsLeftOut) {
            try roles(["_claim_names": ["groups": "src1"], "_claim_sources": ["src1": ["endpoint": "https://x"]]])
        }
        #expect(throws: OpenIDFailure.groupsLeftOut) { try roles(["hasgroups": true]) }
    }

    @Test func `an address counts when it is verified, or when the directory hands them out`() {
        func email(_ verified: JSONValue?, _ trust: OpenIDSettings.EmailTrust) -> String? {
            var json: JSONValue = ["email": "A@b.example"]
            json["email_verified"] = verified
            return claims(json).email(trusting: trust)
        }
        #expect(email(true, .verified) == "a@b.example")
        #expect(email("true", .verified) == "a@b.example")
        #expect(email(false, .verified) == nil)
        #expect(email(nil, .verified) == nil)
        #expect(email(nil, .directory) == "a@b.example")
        #expect(email(false, .directory) == nil)
        #expect(claims(["email": "geen adres", "email_verified": true]).email(trusting: .verified) == nil)
    }

    @Test func `a name is one plain line`() {
        #expect(claims(["name": "  Jan\r\nBcc: x@y.nl \u{0} "]).name == "Jan Bcc: x@y.nl")
        #expect(claims(["name": 7]).name.isEmpty)
        #expect(claims(["name": .string(String(repeating: "x", count: 5000))]).name.count == 120)
    }

    @Test func `the second step is believed only as configured`() {
        let proven = claims(["amr": ["pwd", "mfa"], "acr": "hoog"])
        let plain = claims(["amr": ["pwd"]])
        #expect(proven.hasSecondStep(.claims(methods: ["mfa"], levels: [])))
        #expect(proven.hasSecondStep(.claims(methods: [], levels: ["hoog"])))
        #expect(!plain.hasSecondStep(.claims(methods: ["mfa"], levels: ["hoog"])))
        #expect(!proven.hasSecondStep(.own))
        #expect(plain.hasSecondStep(.provider))
    }
}
