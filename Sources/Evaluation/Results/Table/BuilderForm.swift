import Core
import Tabulation
import Web

/// The choices of the table builder: a form that asks with GET, so that its address is the table.
struct BuilderForm {
    let results: ResultsData
    let query: Query
    let t: Texts

    private struct Choice {
        let value: String
        let label: String
    }

    var markup: HTML {
        let first: HTML = """
            \(select("rijen", t("Rijen"), rows))\(select("kolommen", t("Kolommen"), closed, empty: t("geen kolommen")))\
            \(select("soort", t("Soort tabel"), kinds, empty: t("wat past bij de vraag")))\
            \(select("beeld", t("Beeld"), pictures, empty: t("wat past bij de tabel")))
            """
        let filters: HTML = """
            <fieldset><legend>\(t("Filter"))</legend><div class="sr-builder">\(filter("als", 0, t("Alleen wie koos")))\(filter("als", 1, t("en ook, of ook")))\(filter("behalve", 0, t("Zonder wie koos")))</div>\
            <p class="hint">\(t("Kies je twee antwoorden van dezelfde vraag, dan telt ieder mee die een van de twee koos."))</p></fieldset>
            """
        let counting: HTML = """
            \(select("procent", t("Procenten van"), percents))\(select("basis", t("Bij meer antwoorden: deel van"), bases))\
            \(select("letters", t("Letters voor echte verschillen"), letters, empty: t("geen letters")))\
            \(select("marge", t("Marge"), intervals))\(select("zekerheid", t("Zekerheid"), confidences))
            """
        let ticks: HTML = """
            \(tick("zonder-weet-niet", t("Laat “weet niet” buiten de basis")))\
            \(if: results.data.weights != nil, tick("weeg", t("Weeg de antwoorden")))
            """
        return """
            <form method="get" action="\(ResultsSection.builder.path(of: results.survey))"><div class="sr-builder">\(first)</div>\(filters)\
            <div class="sr-builder">\(counting)</div><div class="ticks">\(ticks)</div>\(grids)<button>\(t("Maak de tabel"))</button></form>
            """
    }

    // MARK: What can be chosen

    private var rows: [Choice] {
        let grids = results.data.grids.map { Choice(value: $0.name, label: "\($0.name) · \($0.label)") }
        let columns = results.data.columns.compactMap { column -> Choice? in
            StandardTables.request(for: column) == nil
                ? nil : Choice(value: column.name, label: "\(column.name) · \(column.label)")
        }
        return grids + columns
    }

    private var closed: [Choice] {
        results.data.columns.filter { !$0.options.isEmpty }.map {
            Choice(value: $0.name, label: "\($0.name) · \($0.label)")
        }
    }

    private var kinds: [Choice] {
        [
            Choice(value: "telling", label: t("aantallen en procenten")),
            Choice(value: "gemiddelde", label: t("gemiddelde en spreiding")),
            Choice(value: "raster", label: t("alle rijen van een raster")),
            Choice(value: "combinatie", label: t("raster: het een wel en het ander niet")),
            Choice(value: "geen-of-alle", label: t("raster: geen enkele en allemaal")),
            Choice(value: "grens", label: t("raster: boven of onder een grens")),
        ]
    }

    private var pictures: [Choice] {
        [
            Choice(value: "staven", label: t("staven")), Choice(value: "gestapeld", label: t("gestapelde staven")),
            Choice(value: "stippen", label: t("stippen met marge")),
            Choice(value: "kwadrant", label: t("vierkant van twee delen")),
            Choice(value: "geen", label: t("geen beeld")),
        ]
    }

    private var percents: [Choice] {
        [
            Choice(value: "kolom", label: t("de kolom")), Choice(value: "rij", label: t("de rij")),
            Choice(value: "geheel", label: t("het geheel")),
        ]
    }

    private var bases: [Choice] {
        [
            Choice(value: "mensen", label: t("wie antwoord gaf")),
            Choice(value: "antwoorden", label: t("alle kruisjes samen")),
        ]
    }

    private var letters: [Choice] {
        [Choice(value: "holm", label: "Holm"), Choice(value: "bonferroni", label: "Bonferroni")]
    }

    private var intervals: [Choice] {
        [
            Choice(value: "logit", label: "logit"), Choice(value: "wilson", label: "Wilson"),
            Choice(value: "beta", label: t("bèta (Korn en Graubard)")),
        ]
    }

    private var confidences: [Choice] { ["95", "90", "99"].map { Choice(value: $0, label: $0 + "%") } }

    /// What a combination and a list need besides.
    private var grids: HTML {
        if results.data.grids.isEmpty { return .empty }
        let codes = codesOfGrids
        let chosen = ["met", "en", "niet", "grens", "kant", "aantal"].contains { query.text($0) != nil }
        let sides = [
            Choice(value: "vanaf", label: t("vanaf de grens")), Choice(value: "onder", label: t("onder de grens")),
            Choice(value: "hoogste", label: t("de hoogste")), Choice(value: "laagste", label: t("de laagste")),
        ]
        return """
            <details class="facet"\(flag: "open", chosen)><summary>\(t("Voor rasters: combineren en grenzen"))</summary><div class="sr-builder">\
            \(select("met", t("Met"), codes, empty: t("niets")))\(select("en", t("en ook met"), codes, empty: t("niets")))\
            \(select("niet", t("maar zonder"), codes, empty: t("niets")))\(select("kant", t("Lijst"), sides))\
            \(number("grens", t("Grens in procenten")))\(number("aantal", t("Hoeveel in de lijst")))</div></details>
            """
    }

    private var codesOfGrids: [Choice] {
        var seen: Set<Int> = []
        var choices: [Choice] = []
        for grid in results.data.grids {
            for option in grid.columns.first.flatMap({ results.data[$0] })?.options ?? [] {
                if seen.insert(option.code).inserted {
                    choices.append(Choice(value: "\(option.code)", label: option.label))
                }
            }
        }
        return choices
    }

    // MARK: Controls

    private func select(_ name: String, _ label: String, _ choices: [Choice], empty: String? = nil) -> HTML {
        let value = query.text(name)
        return """
            <div class="field"><label for="kies-\(name)">\(label)</label><select id="kies-\(name)" name="\(name)">\
            \(empty, { "<option value=\"\">\($0)</option>" })\(choices, { choice in
                "<option value=\"\(choice.value)\"\(flag: "selected", choice.value == value)>\(choice.label)</option>"
            })</select></div>
            """
    }

    private func filter(_ name: String, _ place: Int, _ label: String) -> HTML {
        let values = query.all(name).filter { !$0.isEmpty }
        let value = values.indices.contains(place) ? values[place] : ""
        return """
            <div class="field"><label for="kies-\(name)-\(place)">\(label)</label><select id="kies-\(name)-\(place)" name="\(name)"><option value="">\(t("iedereen"))</option>\
            \(results.data.columns.filter { !$0.options.isEmpty }, { column in
                """
                <optgroup label="\(column.name) · \(column.label)">\(column.options, { option in
                    "<option value=\"\(column.name):\(option.code)\"\(flag: "selected", "\(column.name):\(option.code)" == value)>\(option.label)</option>"
                })</optgroup>
                """
            })</select></div>
            """
    }

    private func tick(_ name: String, _ label: String) -> HTML {
        """
        <label class="tick"><input type="checkbox" name="\(name)" value="ja"\(flag: "checked", query.text(name) != nil)><span>\(label)</span></label>
        """
    }

    private func number(_ name: String, _ label: String) -> HTML {
        """
        <div class="field"><label for="kies-\(name)">\(label)</label><input id="kies-\(name)" name="\(name)" inputmode="numeric" value="\(query.text(name) ?? "")"></div>
        """
    }
}
