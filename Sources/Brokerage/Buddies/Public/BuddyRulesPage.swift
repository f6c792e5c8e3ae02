import Community
import Core
import Storage
import Web

/// The page for the register of algorithms: what, with which data, who decides, how to object.
struct BuddyRulesPage {
    let visit: Visit
    private var t: Texts { visit.t }

    var reply: Reply {
        let rules = BuddyRules(t: t)
        let facts: [(String, HTML)] = [
            (t("Wat het doet"), "\(rules.what)"),
            (
                t("Welke gegevens"),
                "\(rules.data)"
            ),
            (
                t("Wie beslist"),
                "\(rules.people)"
            ),
            (
                t("Zelflerend"),
                "\(t("Nee. Het zijn vaste regels. Dezelfde gegevens geven op dezelfde dag dezelfde uitkomst."))"
            ),
            (t("Hoe lang bewaard"), "\(t("Twee jaar na het einde. Daarna blijven alleen aantallen over."))"),
            (t("Wettelijke basis"), "\(t("Jouw toestemming, die je altijd kunt intrekken."))"),
        ]
        return visit.page(
            t("Hoe we mensen bij elkaar zoeken"),
            """
            <div class="wrap narrow stack page"><h1>\(t("Hoe we mensen bij elkaar zoeken"))</h1>\
            <p class="lead">\(t("Een computer doet een voorstel. Een mens beslist."))</p>\
            <h2>\(t("Wie het langst wacht, gaat voor"))</h2>\
            <p>\(rules.order)</p>\
            <h2>\(t("Dit moet kloppen"))</h2><ul>\(rules.must, { "<li>\($0)</li>" })</ul>\
            <h2>\(t("Dit telt mee"))</h2><ul>\(rules.fit, { "<li>\($0)</li>" })</ul>\
            <p>\(t("Past er niemand? Dan ziet de makelaar waarom, en wat er zou moeten veranderen."))</p>\
            <h2>\(t("Voor het algoritmeregister"))</h2>\(Part.facts(facts))\
            <h2>\(t("Ben je het er niet mee eens?"))</h2>\
            <p>\(t("Op je eigen pagina, met de link uit onze mail, kun je bezwaar maken. Je kunt ook bellen. Een mens leest het en geeft antwoord."))</p>\
            <p><a href="/vacatures/uitleg/bezwaar?onderwerp=maatjes">\(t("Maak bezwaar met het formulier"))</a></p>\
            <p>\(Part.button(t("Naar maatjes"), "/maatjes", quiet: true))</p></div>
            """)
    }
}
