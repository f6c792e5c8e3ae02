import Core

/// Two codes that say why there is no answer, so that "not asked" and "left open" stay apart in every file.
struct ExportCodes: Equatable {
    let notShown: Int
    let left: Int

    private static let choices = [-9, -99, -999, -999_999_999].map { ExportCodes(notShown: $0, left: $0 + 1) }
    static let standard = ExportCodes(notShown: -9, left: -8)

    private init(notShown: Int, left: Int) {
        self.notShown = notShown
        self.left = left
    }

    /// The first pair that is no answer itself.
    ///
    /// - Parameter isUsed: whether people can answer, or answered, with this value.
    init(free isUsed: (Double) -> Bool) {
        let found = Self.choices.first { !isUsed(Double($0.notShown)) && !isUsed(Double($0.left)) }
        self = found ?? Self.standard
    }
}
