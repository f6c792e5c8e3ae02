import Community
import Core
import Services
import Storage
import Web

/// Mails to a parent. A pupil under 16 takes part only when a parent said yes.
struct GuardianMail: Sendable {
    let house: House

    /// Asks for a yes; false when there is nobody to ask or nothing to ask.
    func ask(_ pupil: Pupil, school: School, round: PupilRound, now: Moment, in db: any SQLConnection) throws -> Bool {
        guard pupil.isUnder16, pupil.consentAt == nil, pupil.refusedAt == nil else { return false }
        let isAsked = try send(pupil, kind: "stage-toestemming", in: db) { t in
            (
                t("Mag \(pupil.firstName) meedoen met de maatschappelijke stage?"),
                t(
                    "\(school.name) doet mee met de maatschappelijke stage: \(round.hours) uur vrijwilligerswerk. \(pupil.firstName) is jonger dan 16 jaar. Daarom vragen we of het mag."
                ),
                t("Bekijk en geef antwoord"),
                t("Je hebt geen account nodig. Wil je liever op papier tekenen? Vraag het de school.")
            )
        }
        guard isAsked else { return false }
        try db.run("UPDATE pupil SET guardian_mailed_at = \(now) WHERE id = \(pupil.id)")
        return true
    }

    /// Tells where the pupil goes, with the agreement to sign.
    func tell(_ pupil: Pupil, place: PlaceWithName?, round: PupilRound, in db: any SQLConnection) throws {
        try send(pupil, kind: "stage-uitslag-ouder", in: db) { t in
            (
                t("De stageplek van \(pupil.firstName)"),
                place.map { t("\(pupil.firstName) gaat naar “\($0.place.title)” bij \($0.organisation).") }
                    ?? t("\(pupil.firstName) heeft nog geen plek. De school en de centrale zoeken verder."),
                place == nil ? t("Bekijk de uitslag") : t("Bekijk en teken de afspraak"), nil
            )
        }
    }

    /// Says back that a yes was taken back, so that a parent who did not do so hears it.
    func confirmTakenBack(_ pupil: Pupil, in db: any SQLConnection) throws {
        try send(pupil, kind: "stage-toestemming-ingetrokken", in: db) { t in
            (
                t("\(pupil.firstName) doet niet meer mee met de maatschappelijke stage"),
                t(
                    "De school schreef op dat je je toestemming intrekt. \(pupil.firstName) doet niet meer mee. Een plek die er was, is nu voor iemand anders."
                ),
                t("Klopt dit niet? Kijk hier"), nil
            )
        }
    }

    /// - Returns: false when there is nobody to mail.
    @discardableResult
    private func send(
        _ pupil: Pupil, kind: String, in db: any SQLConnection,
        _ words: (Texts) -> (subject: String, text: String, button: String, small: String?)
    ) throws -> Bool {
        guard let email = pupil.guardianEmail else { return false }
        let secret = try PupilKeys(house: house).key(.guardian, of: pupil.id, in: db)
        let t = house.t(try Person.language(of: email, in: db))
        let (subject, text, button, small) = words(t)
        try house.mail(
            Mail(
                to: email, subject: subject, kind: kind, language: t.language, isSecret: true, caseID: pupil.id.text,
                [
                    .paragraph(t("Hallo,")), .paragraph(text),
                    .button(label: button, url: house.origin + "/stage/ouder/" + secret),
                ] + (small.map { [.small($0)] } ?? [])), in: db)
        return true
    }
}
