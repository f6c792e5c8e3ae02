import Core
import Web

/// A sheet with the hours of a year, month by month, as it prints.
struct HoursSheet {
    let t: Texts
    let today: Day
    let year: Int

    struct Month: Sendable, Equatable {
        let number: Int
        let minutes: Int
        /// In euro cents.
        let cents: Int
    }

    var title: String { t("Jaaroverzicht \(String(year))") }
    var howToPrint: String {
        t("Druk deze pagina af of bewaar haar als pdf, met de knop Afdrukken van je browser.")
    }

    /// The months in which something was done.
    func months(_ entries: [(day: Day, minutes: Int, cents: Int)]) -> [Month] {
        (1...12).compactMap { month in
            let own = entries.filter { $0.day.year == year && $0.day.parts.month == month }
            if own.isEmpty { return nil }
            return Month(
                number: month, minutes: own.reduce(0) { $0 + $1.minutes }, cents: own.reduce(0) { $0 + $1.cents })
        }
    }

    func table(_ months: [Month], caption: String) -> HTML {
        let minutes = months.reduce(0) { $0 + $1.minutes }
        let cents = months.reduce(0) { $0 + $1.cents }
        let rows: HTML = """
            \(months, { month in
                "<tr><th scope=\"row\">\(t.month(month.number))</th><td class=\"n\">\(t.duration(month.minutes))</td><td class=\"n\">\(month.cents > 0 ? t.euros(month.cents) : "–")</td></tr>"
            })
            """
        return """
            <table><caption class="visually-hidden">\(caption)</caption><thead><tr><th scope="col">\(t("Maand"))</th>\
            <th scope="col" class="n">\(t("Uren"))</th><th scope="col" class="n">\(t("Vergoeding"))</th></tr></thead><tbody>\(rows)</tbody>\
            <tfoot><tr><th scope="row">\(t("Samen"))</th><td class="n">\(t.duration(minutes))</td>\
            <td class="n">\(cents > 0 ? t.euros(cents) : "–")</td></tr></tfoot></table>
            """
    }

    /// - Parameters:
    ///   - from: who says so, at the top.
    ///   - work: what it was, under the name: a paragraph or a table.
    func article(name: String, from: String, work: HTML, _ months: [Month], note: String) -> HTML {
        """
        <article class="card certificate stack"><div class="row">\(Mark.svg(size: 48))<span>\(from)</span></div>\
        <h1>\(title)</h1><p class="certificate-name">\(name)</p>\(work)\
        \(months.isEmpty ? Part.empty(t("Nog niets akkoord"), t("Hier komen de uren waar de organisatie ja op zei.")) : table(months, caption: title))\
        <p class="small soft">\(note)</p></article>
        """
    }
}
