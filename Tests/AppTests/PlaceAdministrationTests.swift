import App
import Community
import Core
import Formats
import Foundation
import Services
import Storage
import Testing
import Web

struct PlaceAdministrationTests {
    private let centre = [
        ("naam", "Centrale <script>"), ("email", "nieuw@test.example"), ("telefoon", "0123 456 789"),
        ("open", "dinsdag"), ("adres", ""),
    ]

    @Test func theCentreIsEdited() async throws {
        let site = try await TestSite()
        #expect(await site.post("/beheer/centrales/c1", form: centre, as: .administrator).status == 303)
        #expect(await site.get("/beheer/centrales", as: .administrator).body.contains("Centrale &lt;script&gt;"))
        let wrong = await site.post("/beheer/centrales/c1", form: [("naam", ""), ("email", "x")], as: .administrator)
        #expect(wrong.status == 400)
    }

    @Test func anotherCentreStaysClosed() async throws {
        let site = try await TestSite()
        try await site.write { db in
            try db.run(
                "INSERT INTO centre (id, name, email, phone, opening, address) VALUES ('c2', 'Zuid', 'z@test.example', '', '', '')"
            )
            try db.run("UPDATE municipality SET centre_id = 'c2' WHERE code = 'GM9998'")
        }
        #expect(await site.get("/beheer/centrales/c2", as: .administrator).status == 404)
        #expect(await site.post("/beheer/centrales/c2", form: centre, as: .administrator).status == 404)
        let stolen = centre + [("gemeenten", "GM9998")]
        #expect(await site.post("/beheer/centrales/nieuw", form: stolen, as: .administrator).status == 404)
        let name = try await site.read { db in try db.value("SELECT name FROM centre WHERE id = 'c2'", as: String.self)
        }
        #expect(name == "Zuid")
    }

    @Test func everyCentreStandsOnTheSiteWithItsOwnMunicipalities() async throws {
        let site = try await TestSite()
        try await site.write { db in
            try db.run(
                "INSERT INTO centre (id, name, email, phone, opening, address) VALUES ('c2', 'Zuid', 'z@test.example', '06 7654', '', '')"
            )
            // One that works for nobody yet says nothing.
            try db.run(
                "INSERT INTO centre (id, name, email, phone, opening, address) VALUES ('c0', 'Aanloop', 'a@test.example', '', '', '')"
            )
            try db.run("UPDATE municipality SET centre_id = 'c2' WHERE code = 'GM9998'")
        }
        let (own, other) = try await site.read { db in
            (
                try db.value("SELECT name FROM centre WHERE id = 'c1'", as: String.self) ?? "",
                try db.value("SELECT name FROM municipality WHERE code = 'GM9998'", as: String.self) ?? ""
            )
        }
        try await site.town.siteInfo.refresh(site.town.house.database)
        let page = await site.get("/").body
        #expect(page.contains("Waterveen: \(own)"))
        #expect(page.contains("\(other): Zuid · 06 7654"))
        #expect(!page.contains("Aanloop"))
        let register = await site.get("/vacatures/uitleg/register.json").body
        #expect(register.contains("Zuid") && register.contains(own) && !register.contains("Aanloop"))
    }

    @Test func aMunicipalityGetsACentre() async throws {
        let site = try await TestSite()
        try await site.write { db in _ = try db.run("UPDATE municipality SET centre_id = NULL WHERE code = 'GM9999'") }
        #expect(
            await site.get("/beheer/centrales", as: .administrator).body.contains("Nog zonder centrale: Waterveen."))
        #expect(await site.post("/beheer/centrales/nieuw", form: centre, as: .administrator).status == 400)
        let form = centre + [("gemeenten", "GM9999")]
        #expect(await site.post("/beheer/centrales/nieuw", form: form, as: .administrator).status == 303)
        #expect(await site.get("/beheer/centrales", as: .administrator).body.contains("dinsdag"))
    }

    @Test func neighbourhoodsAreAddedAndRenamed() async throws {
        let site = try await TestSite()
        let path = "/beheer/gebieden/GM9999"
        #expect(await site.post(path, form: [("naam", "’t Nieuwland")], as: .administrator).status == 303)
        #expect(await site.get(path, as: .administrator).body.contains("’t Nieuwland"))
        #expect(await site.post(path, form: [("naam", "oud veen")], as: .administrator).status == 400)
        #expect(await site.post("/beheer/wijken/n1", form: [("naam", "Hart")], as: .administrator).status == 303)
        #expect(await site.post("/beheer/wijken/n1", form: [("naam", "Oud-Veen")], as: .administrator).status == 400)
        #expect(await site.post("/beheer/wijken/n3", form: [("naam", "Mijn")], as: .administrator).status == 404)
        #expect(await site.get("/beheer/wijken/n3", as: .administrator).status == 404)
        #expect(await site.get("/beheer/gebieden/GM9998", as: .administrator).status == 404)
        #expect(await site.post("/beheer/gebieden/GM9998", form: [("naam", "Mijn")], as: .administrator).status == 404)
        let names = try await site.read { db in try Places.neighbourhoods(in: db).map(\.name) }
        #expect(names.contains("Hart") && !names.contains("Mijn"))
    }
}
