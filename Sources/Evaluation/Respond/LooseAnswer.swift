import Storage

/// An answer without anything that ties it to an address, as it is written again.
struct LooseAnswer: Stratified, Sendable, Equatable {
    let version: String
    var channel: SurveyChannel
    var state: ResponseState
    var language: String
    var stratum: String?
    /// As JSON.
    let answers: String

    init(
        version: String, channel: SurveyChannel, state: ResponseState, language: String, stratum: String?,
        answers: String
    ) {
        self.version = version
        self.channel = channel
        self.state = state
        self.language = language
        self.stratum = stratum
        self.answers = answers
    }

    init(row: Row) throws {
        version = try row("version_id")
        channel = try row("channel")
        state = try row("state")
        language = try row("language")
        stratum = try row("stratum")
        answers = try row("answers")
    }

    /// The answers without what points at an address, of which group, language, calls and turnout are known: one
    /// language, no small stratum (see `BlurredStrata`), and within a stratum no phone and no stopping halfway that
    /// fewer than `least` share. Of fewer than `least` in all none keeps its stratum; under a code they stay, because no
    /// more than a code was promised. Open answers belong to no address.
    static func levelled(_ answers: [LooseAnswer], language: String, least: Int = AnonymousBox.least) -> [LooseAnswer] {
        let areFew = answers.count { $0.channel != .open } < least
        var all = areFew ? answers : BlurredStrata(least: least).blurred(answers)
        for index in all.indices {
            all[index].language = language
            if areFew { all[index].stratum = nil }
        }
        let own = all.indices.filter { all[$0].channel != .open }
        for group in Dictionary(grouping: own, by: { all[$0].stratum }).values {
            let called = group.filter { all[$0].channel == .phone }
            guard isRare(called.count, of: group.count, least) else { continue }
            for index in called { all[index].channel = .link }
        }
        for group in Dictionary(grouping: own, by: { [all[$0].stratum, all[$0].channel.rawValue] as [String?] }).values
        {
            let partial = group.filter { all[$0].state == .partial }
            guard isRare(partial.count, of: group.count, least) else { continue }
            for index in partial { all[index].state = .complete }
        }
        return all
    }

    /// Whether so few are it, or so few are not, that these stand out.
    private static func isRare(_ count: Int, of all: Int, _ least: Int) -> Bool {
        (1..<least).contains(count) || (count > 0 && (1..<least).contains(all - count))
    }
}
