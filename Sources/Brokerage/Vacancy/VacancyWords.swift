package import Core

/// How a vacancy says when, how long and where, in short lines.
package enum VacancyWords {
    /// `zaterdag 6 december`, `dinsdagavond`, or how often it comes back when nothing more is known.
    package static func when(_ vacancy: Vacancy, _ t: Texts, today: Day) -> String {
        if vacancy.rhythm == .once || vacancy.rhythm == .project, let first = vacancy.firstDay {
            guard let last = vacancy.lastDay, last != first else { return dayAndMonth(first, t, today: today) }
            return t("\(t.shortDate(first, today: today)) tot en met \(t.shortDate(last, today: today))")
        }
        if !vacancy.moments.isEmpty { return vacancy.moments.words(t, limit: 2) }
        if !vacancy.timeText.isEmpty { return vacancy.timeText }
        return t(vacancy.rhythm.label)
    }

    /// `2 tot 4 uur per week`; `nil` when nothing was filled in.
    package static func hours(_ vacancy: Vacancy, _ t: Texts) -> String? {
        guard let amount = amount(vacancy.minutesMin, vacancy.minutesMax, t) else { return nil }
        return vacancy.rhythm == .once ? t("\(amount) uur in totaal") : t("\(amount) uur per week")
    }

    private static func amount(_ least: Int?, _ most: Int?, _ t: Texts) -> String? {
        switch (least, most) {
        case (let least?, let most?) where least != most:
            t("\(Hours.text(least, t.language)) tot \(Hours.text(most, t.language))")
        case (let same?, _): Hours.text(same, t.language)
        case (nil, let most?): t("hoogstens \(Hours.text(most, t.language))")
        case (nil, nil): nil
        }
    }

    /// `Buurthuis Het Anker`, `Heel Waterveen`, or from home when no place was given.
    package static func place(_ vacancy: Vacancy, municipality: String, _ t: Texts) -> String {
        if vacancy.isEverywhere(in: municipality) { return t("Heel \(municipality)") }
        if !vacancy.place.isEmpty { return vacancy.place }
        return vacancy.fromHome ? t("Vanuit huis") : municipality
    }

    /// `Antwoord meestal binnen 2 dagen`.
    ///
    /// - Parameter days: the usual wait, as `AnswerTime.usual` gives it.
    package static func answer(_ days: Int, _ t: Texts) -> String {
        if days > 14 { return t("Antwoord duurt vaak langer dan twee weken") }
        return t.plural(days, "Antwoord meestal binnen 1 dag", "Antwoord meestal binnen \(days) dagen")
    }

    private static func dayAndMonth(_ day: Day, _ t: Texts, today: Day) -> String {
        if abs(day - today) >= 300 { return t.longDate(day) }
        let (_, month, number) = day.parts
        return "\(t.weekday(day.weekday)) \(number) \(t.month(month))"
    }
}
