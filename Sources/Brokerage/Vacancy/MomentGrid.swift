import Core
import Web

/// The week as a table of ticks: seven days of four parts. Each tick says its own day and part aloud.
struct MomentGrid {
    let chosen: Set<String>
    let problem: Text?
    let t: Texts

    private var name: String { VacancyForm.Name.moments }

    var markup: HTML {
        """
        <fieldset class="field" aria-describedby="veld-\(name)-uitleg"><legend>\(t("Welke momenten kunnen?"))\
        <span class="optional"> (\(t("niet verplicht")))</span></legend><span class="hint" id="veld-\(name)-uitleg">\
        \(t("Niets gekozen betekent: samen te kiezen."))</span>\(problem, { "<span class=\"field-error\">\(t($0))</span>" })\
        <table class="moments"><thead><tr><td></td>\(0..<4, { "<th scope=\"col\">\(t(WeekMoments.partLabel($0)))</th>" })</tr></thead>\
        <tbody>\(0..<7, day)</tbody></table></fieldset>
        """
    }

    private func day(_ index: Int) -> HTML {
        let full = t.weekday(index)
        return """
            <tr><th scope="row"><span class="only-wide">\(full)</span><span class="only-narrow" aria-hidden="true">\(String(full.prefix(2)))</span></th>\
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
