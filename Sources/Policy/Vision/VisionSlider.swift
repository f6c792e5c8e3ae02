import Core
import Web

/// One dimension to choose a place on, with what each side brings.
struct VisionSlider {
    let dimension: VisionContent.Dimension
    let field: Field
    let state: FormState
    let t: Texts

    private var id: String { "veld-\(field.name)" }

    /// The numbers under the track tell where it stands to who has no script; a script shows the number itself.
    var markup: HTML {
        let problem = state.problem(field.name)
        let error: HTML = "\(problem, { "<span class=\"field-error\" id=\"\(id)-fout\">\(t($0))</span>" })"
        let value = state.int(field.name).map { min(max($0, dimension.range.lowerBound), dimension.range.upperBound) }
        let described = "\(id)-uitleg \(id)-polen" + (problem == nil ? "" : " \(id)-fout")
        let marks = Array(dimension.range)
        let input: HTML = """
            <input type="range" id="\(id)" name="\(field.name)" min="\(dimension.range.lowerBound)" max="\(dimension.range.upperBound)" step="1" \
            value="\(value ?? dimension.middle)" list="\(id)-lijst" aria-describedby="\(described)"\(attribute: "aria-invalid", problem == nil ? nil : "true")>\
            <datalist id="\(id)-lijst">\(marks, { "<option value=\"\($0)\"></option>" })</datalist>
            """
        let scale: HTML = """
            <div class="slider-scale small" aria-hidden="true">\(marks, { "<span>\($0)</span>" })</div>
            """
        let poles: HTML = """
            <p class="row apart small slider-poles" id="\(id)-polen"><span><strong>\(dimension.range.lowerBound)</strong> \(t(dimension.low.name))</span>\
            <span><strong>\(dimension.range.upperBound)</strong> \(t(dimension.high.name))</span></p>
            """
        return """
            <div class="field slider"><label for="\(id)">\(t(dimension.name))</label>\
            <span class="hint" id="\(id)-uitleg">\(t(dimension.question))</span>\(error)\(input)\(scale)\(poles)\
            <p hidden data-slider="\(id)">\(t("Jouw plek:")) <output for="\(id)">\(value ?? dimension.middle)</output></p></div>
            """
    }

    /// What follows from each side, next to each other.
    var consequences: HTML {
        let rows: [[HTML]] = dimension.consequences.map { ["\(t($0.name))", "\(t($0.low))", "\(t($0.high))"] }
        let columns: [Table.Column] = [
            .init(t("Wat volgt eruit?")), .init(t(dimension.low.name)), .init(t(dimension.high.name)),
        ]
        let table = Table(t("Gevolgen: \(t(dimension.name))"), columns, rows: rows).markup
        return """
            <ul class="cards">\([dimension.low, dimension.high], pole)</ul>\(table)\
            \(dimension.consequences.first?.source, { $0.markup(t) })<p>\(t(dimension.between))</p>\(dimension.source.markup(t))
            """
    }

    private func pole(_ pole: VisionContent.Dimension.Pole) -> HTML {
        """
        <li class="card stack edge-vertalen vision-pole"><h3>\(t(pole.name))</h3><p>\(t(pole.text))</p><h4>\(t("Dit levert het op"))</h4>\
        <ul>\(pole.gains, { "<li>\(t($0.text))</li>" })</ul><h4>\(t("Dit kost het"))</h4><ul>\(pole.losses, { "<li>\(t($0.text))</li>" })</ul></li>
        """
    }
}
