package import OpenID

extension Town {
    /// The providers with whom staff sign in.
    ///
    /// - Throws: `ConfigurationError` with all that is wrong with their settings.
    package static func providers(_ settings: [OpenIDSettings], _ fetcher: any Fetching) throws -> [Provider] {
        var problems = settings.flatMap { setting in
            setting.problems.map { "Sign-in of \(setting.municipality): \($0)" }
        }
        if Set(settings.map(\.municipality)).count < settings.count {
            problems.append("Sign-in: a municipality has one provider, but one is named twice.")
        }
        guard problems.isEmpty else { throw ConfigurationError(problems.joined(separator: "\n")) }
        return settings.map { Provider(settings: $0, fetcher: fetcher) }
    }
}
