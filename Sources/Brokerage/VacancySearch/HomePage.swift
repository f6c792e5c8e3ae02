import Community
import Core
import Storage
package import Web

/// The front page: one question, what is new, and where to go for who is not a searcher.
extension Brokerage {
    package func homeRoutes(_ routes: Routes) {
        routes.get("/", access: .everyone) { visit in try await homePage(visit) }
    }

    private func homePage(_ visit: Visit) async throws -> Reply {
        var request = SearchRequest(Query(), places: index.places)
        request.newestFirst = true
        let answer = try await finder.answer(request, today: visit.today, limit: 6)
        let organisations = try await house.database.read { db in
            try db.count("SELECT COUNT(*) FROM organisation WHERE state = 'goedgekeurd'")
        }
        return HomePage(visit: visit, answer: answer, organisations: organisations).reply
    }
}

struct HomePage {
    let visit: Visit
    let answer: SearchAnswer
    let organisations: Int
    var t: Texts { visit.t }

    var reply: Reply {
        visit.page(
            t("Vrijwilligerswerk in \(visit.site.place)"),
            description: t("Vind vrijwilligerswerk in \(visit.site.place) en reageer zonder account."),
            """
            <section class="hero"><div class="wrap stack"><h1>\(t("Wat wil jij doen voor \(visit.site.place)?"))</h1>\
            <p>\(t("\(t.number(answer.online)) plekken bij \(t.number(organisations)) organisaties. Je reageert zonder account, en je krijgt altijd antwoord."))</p>\
            \(form)\(suits)\(shortcuts)</div></section>\
            <div class="wrap stack page"><section class="stack" aria-labelledby="nieuw"><h2 id="nieuw">\(t("Net geplaatst"))</h2>\(newest)</section>\
            <section class="cards" aria-label="\(t("Meer mogelijkheden"))">\(doors)</section></div>
            """)
    }

    private var form: HTML {
        """
        <form class="search" role="search" method="get" action="/vacatures"><div><label for="q">\(t("Wat zoek je?"))</label><input id="q" name="q" type="search" autocomplete="off" maxlength="200"></div>\
        <div><label for="plaats">\(t("Waar?"))</label><input id="plaats" name="plaats" autocomplete="postal-code" maxlength="80" placeholder="\(t("postcode of wijk"))"></div>\
        <div><label for="afstand">\(t("Hoe ver?"))</label><select id="afstand" name="afstand">\(SearchRequest.radii, { km in
            "<option value=\"\(km)\"\(flag: "selected", km == 10)>\(t("tot \(km) km"))</option>"
        })</select></div><button>\(t("Zoeken"))</button></form>
        """
    }

    private var suits: HTML {
        """
        <p class="row"><span>\(t("Weet je nog niet wat?"))</span>\(Part.button(t("Wat past bij mij?"), SuitsMeSteps.path, quiet: true))</p>
        """
    }

    /// The ways in that people ask for most.
    private var shortcuts: HTML {
        let ways: [(String, String)] = [
            (t("Goed om mee te beginnen"), "kenmerk=starten"), (t("Ook als je Nederlands leert"), "kenmerk=taal"),
            (t("Vanuit huis"), "kenmerk=thuis"), (t("Eenmalig"), "ritme=eenmalig"),
            (t("In het weekend"), "moment=weekend"),
        ]
        return
            "<ul class=\"chips\" aria-label=\"\(t("Snel naar"))\">\(ways, { "<li><a class=\"chip\" href=\"/vacatures?\($0.1)\">\($0.0)</a></li>" })</ul>"
    }

    private var newest: HTML {
        if answer.hits.isEmpty {
            return Part.empty(
                t("Nog geen plekken"), t("Hier komen de eerste vacatures te staan."),
                Part.button(t("Meld je organisatie aan"), "/organisaties/aanmelden", quiet: true))
        }
        return """
            \(answer.cards(t, today: visit.today))\
            <p class="row">\(Part.button(t("Bekijk alle \(t.number(answer.online)) plekken"), "/vacatures"))</p>
            """
    }

    private var doors: HTML {
        let items: [(String, String, String, String)] = [
            (
                t("Hulp bij kiezen"), t("Weet je niet goed wat bij je past? Een makelaar denkt met je mee."),
                t("Denk met me mee"), PublicDeskRoutes.help
            ),
            (
                t("Voor organisaties"), t("Zoek je mensen? Plaats je vacature en antwoord op één plek."),
                t("Meld je organisatie aan"), "/organisaties/aanmelden"
            ),
            (
                t("Alle organisaties"), t("Kijk wie er in \(visit.site.place) met vrijwilligers werkt."),
                t("Bekijk de organisaties"), "/organisaties"
            ),
            (
                t("Open cijfers"), t("Hoeveel mensen reageren, en krijgen ze antwoord? Iedereen mag het zien."),
                t("Bekijk de cijfers"), "/cijfers"
            ),
        ]
        return
            "\(items, { "<div class=\"card stack\"><h2 class=\"h3\">\($0.0)</h2><p>\($0.1)</p><p><a href=\"\($0.3)\">\($0.2)</a></p></div>" })"
    }
}
