import Formats
import Testing
import Web

/// The description of the API and the API itself, compared both ways.
struct OpenAPITests {
    @Test func `every route of the API is described and every description is a route`() async throws {
        let site = try await TestSite()
        let reply = await site.get("/api/v1/openapi.json")
        let document = try JSONValue(parsing: reply.body)
        #expect(document["info"]?["version"]?.string == API.version)
        #expect(reply.header("api-version") == API.version)
        #expect(reply.header("access-control-allow-origin") == "*")
        let described = Set(try #require(document["paths"]?.object).keys.map { "/api/v1" + $0 })
        let declared = Set(site.town.routes.filter { $0.path.hasPrefix("/api/") }.map(\.path))
        #expect(described == declared)
    }

    @Test func `every parameter the search reads is described`() async throws {
        let site = try await TestSite()
        let document = try JSONValue(parsing: await site.get("/api/v1/openapi.json").body)
        let parameters = document["paths"]?["/vacatures"]?["get"]?["parameters"]?.array ?? []
        var names: Set<String> = []
        for parameter in parameters {
            if let name = parameter["name"]?.string { names.insert(name) }
            if let reference = parameter["$ref"]?.string?.split(separator: "/").last,
                let name = document["components"]?["parameters"]?[String(reference)]?["name"]?.string
            {
                names.insert(name)
            }
        }
        for name in [
            "q", "plaats", "afstand", "sector", "doelgroep", "moment", "ritme", "kenmerk", "uren", "leeftijd", "van",
            "tot", "buurt", "gemeente", "organisatie", "volgorde", "na", "aantal",
        ] {
            #expect(names.contains(name), "\(name)")
        }
    }
}
