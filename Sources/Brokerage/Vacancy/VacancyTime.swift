package import Core

/// When a vacancy is and how much time it takes, in one short line.
package enum VacancyTime {
    /// `dinsdagavond · 2 uur per week`.
    package static func words(_ vacancy: Vacancy, _ t: Texts, today: Day) -> String {
        let when = VacancyWords.when(vacancy, t, today: today)
        return VacancyWords.hours(vacancy, t).map { when + " · " + $0 } ?? when
    }
}
