import Community
import Core
import Storage
import Web

/// The pages and files that belong to the site as a whole.
enum SitePages {
    static func routes(_ routes: Routes, house: House, configuration: Configuration) {
        routes.get("/.well-known/security.txt", access: .everyone) { visit in
            // RFC 9116 asks for a date of expiry within a year.
            let expires = DutchTime.moment(visit.today + 180).iso
            return .text(
                """
                Contact: \(configuration.securityContact)
                Expires: \(expires)
                Preferred-Languages: nl, en
                Canonical: \(configuration.origin)/.well-known/security.txt

                """)
        }
        routes.get("/robots.txt", access: .everyone) { _ in
            .text(
                """
                User-agent: *
                Disallow: /reactie/
                Disallow: /inloggen
                Disallow: /mijn
                Sitemap: \(configuration.origin)/sitemap.xml

                """)
        }
        routes.get("/toegankelijkheid", access: .everyone) { visit in Self.accessibility(visit) }
        routes.get("/privacy", access: .everyone) { visit in Self.privacy(visit, house: house) }
    }

    private static func accessibility(_ visit: Visit) -> Reply {
        let t = visit.t
        return visit.simplePage(
            t("Toegankelijkheid"), intro: t("Iedereen moet hier vrijwilligerswerk kunnen vinden."),
            """
            <p>\(t("Je kunt deze site gebruiken met alleen je toetsenbord, met een schermlezer, op een telefoon en zonder JavaScript. We bouwen volgens WCAG 2.2, niveau AA."))</p>\
            <h2>\(t("Lukt er iets niet?"))</h2><p>\(t("Laat het ons weten. We helpen je meteen verder en lossen het op."))</p><p>\(visit.site.contact)</p>\
            \(visit.site.accessibilityStatement, { "<p><a href=\"\($0)\">\(t("Lees de toegankelijkheidsverklaring van de gemeente"))</a></p>" })
            """)
    }

    private static func privacy(_ visit: Visit, house: House) -> Reply {
        let t = visit.t
        let rules = house.registry.modules.flatMap(\.retention)
        let rows = rules.map { rule -> [HTML] in
            [
                "\(t(rule.name))", "\(t.plural(rule.keep.wholeDays, "1 dag", "\(rule.keep.wholeDays) dagen"))",
                "\(t(rule.reason))",
            ]
        }
        let table = Table(
            t("Hoelang we iets bewaren"), [.init(t("Wat")), .init(t("Hoelang")), .init(t("Waarom"))], rows: rows)
        return visit.simplePage(
            t("Privacy"), intro: t("We vragen weinig, bewaren het kort en delen het met niemand anders dan nodig."),
            """
            <ul><li>\(t("Zoeken doe je zonder account. We bewaren niet wie wat zoekt."))</li>\
            <li>\(t("Reageer je op een vacature, dan ziet alleen die organisatie je bericht. Je e-mailadres en telefoonnummer blijven verborgen tot jij ze deelt."))</li>\
            <li>\(t("Wacht je langer dan een week op antwoord? Dan ziet de vrijwilligerscentrale je naam en de vacature, om de organisatie te kunnen bellen. Je bericht ziet ze niet."))</li>\
            <li>\(t("Zeg je twee weken na je start dat het beter kan? Dan krijgt de centrale je naam, je e-mailadres, je telefoonnummer en wat je erbij schreef."))</li>\
            <li>\(t("We gebruiken geen trackers en geen cookies van anderen."))</li></ul>\
            <h2>\(t("Onze cookies"))</h2><ul><li>\(t("Eén onthoudt dat je bent ingelogd. Die gaat weg als je uitlogt."))</li>\
            <li>\(t("Eén hoort bij formulieren: zo weten we dat jij ze verstuurt. Die blijft een dag."))</li>\
            <li>\(t("Eén onthoudt de taal die je koos, een jaar lang."))</li>\
            <li>\(t("Eén toont na een formulier de melding dat het gelukt is. Die blijft hoogstens een minuut."))</li></ul>\
            <h2>\(t("Jouw gegevens"))</h2><ul>\
            <li>\(t("We houden een logboek bij van wat er verandert, met een nummer in plaats van je naam en met je IP-adres."))</li>\
            <li>\(t("Je kunt je gegevens altijd bekijken, downloaden en wissen, bij Mijn account."))</li></ul>\
            \(table.markup)<h2>\(t("Vragen?"))</h2><p>\(visit.site.contact)</p>
            """)
    }
}
