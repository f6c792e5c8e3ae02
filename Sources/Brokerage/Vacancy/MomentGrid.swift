import Core
import Web

/// The week as a table of ticks: seven days of four parts. Each tick says its own day and part aloud.
struct MomentGrid {
    let chosen: Set<String>
    let problem: Text?
    let t: Texts
    var name = VacancyForm.Name.moments
    var legend = Text("Welke momenten kunnen?")
    var hint: Text? = Text("Niets gekozen betekent: samen te kiezen.")

    var markup: HTML {
        """
        <fieldset class="field"\(attribute: "aria-describedby", hint == nil ? nil : "veld-\(name)-uitleg")><legend>\(t(legend))\
        <span class="optional"> (\(t("niet verplicht")))</span></legend>\(hint, { "<span class=\"hint\" id=\"veld-\(name)-uitleg\">\(t($0))</span>" })\
        \(problem, { "<span class=\"field-error\">\(t($0))</span>" })\
        <table class="moments"><thead><tr><td></td>\(0..<4, { "<th scope=\"col\">\(t(WeekMoments.partLabel($0)))</th>" })</tr></thead>\
        <tbody>\(0..<7, day)</tbody></table></fieldset>
        """
    }

    private func day(_ index: Int) -> HTML {
        let full = t.weekday(index)
        return """
            <tr><th scope="row"><span class="only-wide">\(full)</span><span class="only-narrow"><span aria-hidden="true">\(String(full.prefix(2)))</span>\
            <span class="visually-hidden">\(full)</span></span></th>\
            \(0..<4, { cell(index * 4 + $0) })</tr>
            """
    }

    private func cell(_ index: Int) -> HTML {
        let moment = WeekMoments(bits: 1 << UInt32(index))
        let code = moment.codes.first ?? ""
        return """
            <td><label><input type="checkbox"\(attribute: "id", index == 0 ? "veld-\(name)" : nil) name="\(name)" value="\(code)" \
            aria-label="\(moment.words(t))"\(flag: "checked", chosen.contains(code))></label></td>
            """
    }
}
