import Core
import Web

/// The answer by date: what is on a day first, then what you plan yourself.
struct SearchCalendar {
    let answer: SearchAnswer
    let t: Texts
    let today: Day

    var markup: HTML {
        let dated = answer.hits.filter { $0.vacancy.firstDay.map { $0 >= today } ?? false }
            .sorted {
                ($0.vacancy.firstDay ?? today, $0.vacancy.number) < ($1.vacancy.firstDay ?? today, $1.vacancy.number)
            }
        let months = Dictionary(grouping: dated) { ($0.vacancy.firstDay ?? today).firstOfMonth() }.sorted {
            $0.key < $1.key
        }
        let rest = answer.hits.filter { $0.vacancy.firstDay.map { $0 < today } ?? true }
        let agenda = answer.request.query.removing("weergave").url("/vacatures/agenda.ics")
        return """
            <p class="small"><a href="\(agenda)">\(t("Zet deze agenda in je eigen agenda"))</a></p>\
            \(months, { month in "<h3>\(t.month(month.key.parts.month)) \(month.key.parts.year)</h3><ul class=\"tasks card\">\(month.value, row)</ul>" })\
            \(if: dated.isEmpty, Part.notice(t("Geen van deze plekken heeft een vaste begindatum."), .plain))\
            \(if: !rest.isEmpty, "<h3>\(t("Doorlopend: je spreekt het samen af"))</h3>\(answer.cards(rest, t, today: today))")
            """
    }

    private func row(_ found: SearchAnswer.Found) -> HTML {
        let day = found.vacancy.firstDay ?? today
        return """
            <li><span class="date-block"><strong>\(day.parts.day)</strong><span class="small">\(t.weekday(day.weekday).prefix(2))</span></span>\
            <div><a href="\(found.vacancy.path)"><strong>\(found.vacancy.title)</strong></a><br><span class="small soft">\(found.organisationName) · \(found.whereText(t)) · \(found.vacancy.timeText)</span></div></li>
            """
    }
}
