package import Core
package import Storage

/// What is agreed about the fieldwork of a survey beside its days and its mode. Fixed when the survey opens.
package struct FieldworkSettings: Sendable, Equatable {
    /// From this share of the questions on, in per cent, answers count when someone stops halfway.
    package var partialShare = 50
    /// Whether an anonymous answer carries the group of the address. Only when each group has ten addresses or more.
    package var keepsStratum = false
    /// So many days after closing the addresses go.
    package var keepDays = 183
    /// Everybody on the list belongs to the group that the survey is about: silence is somebody who was not reached.
    package var frameIsKnown = true
    /// Why the people may be written to, in the words of the municipality.
    package var basisNote = ""
    /// Somebody said that all is ready: it opens by itself on its first day.
    package var readyAt: Moment?

    package init() {}

    package static func of(_ survey: Survey.Identity, in db: any SQLConnection) throws -> FieldworkSettings {
        var settings = FieldworkSettings()
        guard let row = try db.first("SELECT * FROM survey_fieldwork WHERE survey_id = \(survey)") else {
            return settings
        }
        settings.partialShare = try row("partial_share")
        settings.keepsStratum = try row("keeps_stratum")
        settings.keepDays = try row("keep_days")
        settings.frameIsKnown = try row("frame_known")
        settings.basisNote = try row("basis_note")
        settings.readyAt = try row("ready_at")
        return settings
    }

    func save(for survey: Survey.Identity, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO survey_fieldwork (survey_id, partial_share, keeps_stratum, keep_days, frame_known, basis_note, ready_at)
            VALUES (\(survey), \(partialShare), \(keepsStratum), \(keepDays), \(frameIsKnown), \(basisNote), \(readyAt))
            ON CONFLICT (survey_id) DO UPDATE SET partial_share = \(partialShare), keeps_stratum = \(keepsStratum),
                keep_days = \(keepDays), frame_known = \(frameIsKnown), basis_note = \(basisNote), ready_at = \(readyAt)
            """)
    }
}

extension Survey {
    /// Whether it takes answers at this moment: it is open, its first day has come and its last is not over, on the
    /// Dutch clock. The night job closes it some time later.
    package func takesAnswers(at now: Moment) -> Bool {
        guard state == .field else { return false }
        return closesOn.map { now < DutchTime.moment($0 + 1) } ?? true
    }
}
