import Core
import Web

/// What stands below the sum and its assumptions: what matters most, the national sum, and the four parties.
extension ValuePages {
    func sensitivity(_ detail: Detail) -> HTML {
        guard let first = detail.band.swings.first else { return .empty }
        let rows: [[HTML]] = words.swingRows(detail.band).map { $0.map { "\($0)" } }
        let chart = words.chart(detail.band)
        return """
            <section class="stack"><h2>\(t("Welke aanname telt het zwaarst?"))</h2>\
            <p>\(t("De aanname “\(words.name(first.factor))” maakt het meeste verschil: \(words.rounded(first.width)). Zoek daar eerst betere cijfers voor."))</p>\
            \(chart.svg)<p class="small soft">\(t("De streep is het midden. De balk loopt van laag naar hoog."))</p>\
            \(Table(t("Het bedrag als één aanname verandert en de rest in het midden blijft"), words.swingColumns, rows: rows).markup)</section>
            """
    }

    var methods: HTML {
        """
        <section class="stack"><h2>\(t("Drie soorten waarde"))</h2><ul class="cards">\(content.methods, { method in
            "<li class=\"card stack\"><h3>\(t(method.name))</h3><p>\(t(method.text))</p><p class=\"small\">\(t("Hoort bij tarief: \(method.rates.map(words.name).joined(separator: ", "))"))</p>\(method.source.markup(t))</li>"
        })</ul></section>
        """
    }

    var published: HTML {
        let sum = content.published
        let national = sum.factors
        let rows: [[HTML]] = content.oneAtATime.items.map { item in
            [
                "\(t(item.text))", "\(words.money(changed(item, national).value))",
                "\(share(changed(item, national).value, of: national.value))",
            ]
        }
        return """
            <section class="stack"><h2>\(t("De landelijke som van \(String(sum.year))"))</h2>\
            <ol>\(words.steps(national), { "<li>\($0)</li>" })</ol>\
            <p>\(t(sum.check)) \(t("In druk staat “\(sum.printedValue)”, en in de tekst “\(t(sum.printedInText))”."))</p><p>\(t(sum.remark))</p>\
            \(sum.source.markup(t))<p>\(t(content.oneAtATime.explanation))</p>\
            \(Table(
                t("De landelijke som met één andere aanname"),
                [.init(t("Wat er verandert")), .init(t("Bedrag"), number: true), .init(t("Verschil"), number: true)],
                rows: rows).markup)</section>
            """
    }

    private func changed(_ item: ValueContent.OneAtATime.Item, _ factors: ValueFactors) -> ValueFactors {
        var factors = factors
        factors[item.assumption] = content.national.low[item.assumption]
        return factors
    }

    private func share(_ value: Int, of whole: Int) -> String {
        guard whole > 0 else { return "–" }
        let change = Int((Double(value - whole) * 100 / Double(whole)).rounded())
        return change < 0 ? "−\(-change)%" : "+\(change)%"
    }

    func impact(_ readings: [ImpactReading]) -> HTML {
        """
        <section class="stack"><h2>\(t("Wat het betekent, voor vier partijen"))</h2>\
        <p>\(t("Een bedrag zegt niet alles. Dit zijn de vier kanten die je ook wilt laten zien."))</p>\
        <ul class="cards">\(readings, { reading in
            "<li class=\"card stack\"><h3>\(reading.name)</h3><p>\(reading.text)</p>\(measured(reading))\(reading.source.markup(t))</li>"
        })</ul></section>
        """
    }

    private func measured(_ reading: ImpactReading) -> HTML {
        let lines: HTML =
            reading.figures.isEmpty
            ? .empty : "<ul>\(reading.figures, { "<li>\($0.name): <strong>\($0.value)</strong></li>" })</ul>"
        let survey: HTML =
            reading.hasSurvey
            ? .empty
            : "<p>\(Part.chip(t("nog niet gemeten"), .wait))</p><p class=\"small\">\(t("Wat ervoor nodig is: \(reading.needs)"))</p>"
        return lines + survey
    }

    func versions(_ detail: Detail) -> HTML {
        if detail.all.count < 2 { return .empty }
        return """
            <section class="stack no-print"><h2>\(t("Alle berekeningen"))</h2><ul>\(detail.all, { item in
                "<li><a href=\"\(cycle.path(.value))/versies/\(item.number)\">\(t("Berekening \(item.number), \(t.date(item.at.day))"))</a>: \(words.rounded(item.band.middle.value))</li>"
            })</ul></section>
            """
    }
}
