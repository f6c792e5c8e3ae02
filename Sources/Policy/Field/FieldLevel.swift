/// How well a field is covered somewhere, by the counts of what the site knows. The words stand in the content.
enum FieldLevel: String, Sendable, CaseIterable, Comparable {
    /// No organisation and no vacancy: a white spot.
    case none = "coverage-none"
    case thin = "coverage-thin"
    case some = "coverage-some"
    /// Several organisations, and vacancies and grants too.
    case known = "coverage-known"

    /// - Parameter grants: zero where no function of the house gives grants yet.
    init(organisations: Int, vacancies: Int, grants: Int) {
        if organisations == 0, vacancies == 0 {
            self = .none
        } else if organisations <= 1 {
            self = .thin
        } else if vacancies > 0, grants > 0 {
            self = .known
        } else {
            self = .some
        }
    }

    static func < (left: FieldLevel, right: FieldLevel) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}
