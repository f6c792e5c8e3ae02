import Community
import Core
import Web

/// One drawing of lots: the fingerprint before, the seed after, and how to do it over; then each second round.
struct DrawPage {
    let visit: Visit
    let draw: PupilDraw
    let round: PupilRound
    /// Empty until the outcome is known.
    let seconds: [SecondRecord]
    private var t: Texts { visit.t }

    var reply: Reply {
        let gone: HTML = """
            \(draw.withdrawnReason, { Part.notice(t("Deze loting is ingetrokken en telt niet. De reden: \($0)"), .bad) })
            """
        return visit.page(
            t("Loting \(draw.number)"),
            """
            <div class="wrap narrow stack page"><h1>\(t("Loting \(draw.number): \(round.name)"))</h1>\(gone)\
            <p class="lead">\(t("Eerst lagen de wensen vast. Pas daarna kwam het getal waarmee we loten. Zo kan niemand de loting sturen."))</p>\
            \(Part.facts(facts))\(files)<h2>\(t("Zo reken je het na"))</h2>\(list(firstSteps))\(second)\
            <p><a href="/stage/uitleg">\(t("Uitleg over de verdeling"))</a></p></div>
            """)
    }

    private func list(_ steps: [String]) -> HTML { "<ol>\(steps, { "<li>\($0)</li>" })</ol>" }

    private var facts: [(String, HTML)] {
        var facts: [(String, HTML)] = [
            (t("Vastgelegd op"), "\(t.dateTime(draw.frozenAt))"),
            (t("Vingerafdruk (SHA-256)"), "<code>\(draw.commitment)</code>"),
            (t("Rondenummer"), "\(draw.turn)"),
        ]
        if let source = draw.namedSource {
            facts.append(
                (t("Het getal komt van"), "\(t("\(source), bekend gemaakt op \(t.dateTime(draw.frozenAt))"))"))
        }
        if let seed = draw.seed, let source = draw.seedSource, let at = draw.seededAt {
            facts.append((t("Getal"), "<code>\(seed)</code>"))
            if draw.namedSource == nil { facts.append((t("Waar het vandaan komt"), "\(source)")) }
            facts.append((t("Ingevuld op"), "\(t.dateTime(at))"))
        }
        return facts
    }

    private var files: HTML {
        draw.seed == nil
            ? "<p>\(t("Het getal is nog niet bekend. De wensen staan hier zodra er is geloot."))</p>"
            : """
            <ul><li><a href="\(draw.path)/invoer.txt">\(t("De vastgelegde wensen, zonder namen"))</a></li>\
            \(if: draw.withdrawnAt != nil || round.state == .published, "<li><a href=\"\(draw.path)/uitslag.txt\">\(t("De uitslag, regel voor regel"))</a></li>")</ul>
            """
    }

    private var firstSteps: [String] {
        let source =
            draw.namedSource == nil
            ? []
            : [
                t(
                    "Zoek het getal op bij de bron die hierboven staat. Kijk of het pas na het vastleggen bekend werd."
                )
            ]
        return source + [
            t(
                "Download de wensen en bereken de SHA-256, bijvoorbeeld met sha256sum. Die is gelijk aan de vingerafdruk."
            ),
            t(
                "Het lot van een leerling is de SHA-256 van: getal|rondenummer|naam in de loting. Bij een lotnummer per plek komt |plek erachter."
            ),
            t("Zet de loten op volgorde. De kleinste heeft nummer 1."),
            t(
                "Laat elke leerling de beste plek vragen die nog niet nee zei. Een plek houdt wie voorgaat: eerst de voorrangsgroep, dan het nummer. Herhaal dit tot niemand meer vraagt."
            ),
        ]
    }

    private var second: HTML {
        guard !seconds.isEmpty else { return .empty }
        let steps = [
            t(
                "In de invoer staan de lijsten, wie al een plek had, hoeveel plekken er zijn en hoe ver het is. Bereken de SHA-256: die is gelijk aan de vingerafdruk."
            ),
            t(
                "Doe de loting over met deze lijsten en hetzelfde getal. Achter elke keuze staat de voorrangsgroep. Een 0 is de plek die iemand al had: daar gaat die leerling voor iedereen. Groepjes komen voor leerlingen alleen."
            ),
            t(
                "Wie dan nog niets heeft, staat bij “rest”. Vergelijk de prijs van die leerling met elke plek waar die heen kan. De prijs is nooit hoger dan de afstand plus de schaarste van de plek. Bij de gekregen plek zijn ze gelijk. Hoger dan het getal bij “alleen” is de prijs ook nooit."
            ),
            t(
                "Tel alle prijzen op. Haal er voor elke plek af: plekken maal schaarste. Er blijft over: de som van de afstanden, plus voor elke leerling zonder plek het getal bij “alleen”. Klopt dat, dan bestaat er geen verdeling met meer leerlingen of minder meters."
            ),
            t(
                "Zijn er meer verdelingen even goed, dan geldt die met de kleinste som van de loten. Dat lot is het begin (vier tekens) van de SHA-256 van: getal|rondenummer|naam|plek."
            ),
        ]
        return """
            <h2>\(t("De tweede ronde"))</h2>\
            <p>\(t("Eerst tellen de wensen nog eens, voor plekken die vrijkwamen en leerlingen die er later bij kwamen. Niemand raakt een plek kwijt. Wie dan niets heeft, krijgt een plek die over is: zo veel mogelijk leerlingen, en samen zo dicht mogelijk bij school."))</p>\
            \(seconds, { record($0) })<h2>\(t("Zo reken je de tweede ronde na"))</h2>\(list(steps))
            """
    }

    private func record(_ second: SecondRecord) -> HTML {
        let path = "\(draw.path)/tweede/\(second.step)"
        let facts: [(String, HTML)] = [
            (t("Vastgelegd op"), "\(t.dateTime(second.madeAt))"),
            (t("Vingerafdruk (SHA-256)"), "<code>\(second.commitment)</code>"),
            (t("Kregen een plek"), "\(t.number(second.placed))"),
            (t("Kregen een plek hoger op hun lijst"), "\(t.number(second.moved))"),
        ]
        return """
            \(Part.facts(facts))<ul><li><a href="\(path)/invoer.txt">\(t("De invoer van de tweede ronde, zonder namen"))</a></li>\
            <li><a href="\(path)/uitslag.txt">\(t("De uitslag met de prijzen, regel voor regel"))</a></li></ul>
            """
    }
}
