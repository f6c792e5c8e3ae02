import Community
import Core
import Storage

/// What an applicant's page shows, read in one transaction.
struct ApplicantView: Sendable {
    let dossier: ApplicationDossier
    let messages: [ApplicationMessage]
    /// The place on the waiting list, from one.
    let position: Int?
    /// In how many days the organisation usually answers.
    let usualDays: Int?
    /// Time the organisation said yes to.
    let agreedMinutes: Int
    /// The address of this page.
    let base: String

    init(_ door: ApplicantDoor, now: Moment, in db: any SQLConnection) throws {
        let application = try door.find(now: now, in: db)
        dossier = try ApplicationDossier(application, in: db)
        messages = try ApplicationMessage.thread(of: application.id, in: db)
        position = try VacancyApplication.position(of: application, in: db)
        usualDays = application.state == .received ? try AnswerTime.usual(for: application.organisation, in: db) : nil
        agreedMinutes = application.state == .placed ? try HoursEntry.agreed(of: application.id, in: db) : 0
        base = door.base
    }

    var application: VacancyApplication { dossier.application }

    /// One step on the way of an application.
    struct Step: Sendable {
        let label: Text
        let isCurrent: Bool
        let isDone: Bool
    }

    var steps: [Step] {
        let states: [VacancyApplication.State]
        switch application.state {
        case .unconfirmed, .received, .talking: states = [.received, .talking, .placed]
        case .placed:
            states = application.waitingSince == nil ? [.received, .talking, .placed] : [.received, .waiting, .placed]
        case .waiting: states = [.received, .waiting, .placed]
        case .declined: states = [.received, .declined]
        case .withdrawn: states = [.received, .withdrawn]
        }
        let current = states.firstIndex(of: application.state) ?? 0
        return states.enumerated().map { index, state in
            Step(label: state.label, isCurrent: index == current, isDone: index < current)
        }
    }

    /// The reason it ended, in words.
    func reason(_ t: Texts) -> String? {
        guard let code = application.reason else { return nil }
        switch application.state {
        case .declined: return VacancyApplication.DeclineReason(rawValue: code).map { t($0.label) }
        case .withdrawn: return VacancyApplication.WithdrawReason(rawValue: code).map { t($0.label) }
        case .placed: return VacancyApplication.StopReason(rawValue: code).map { t($0.label) }
        default: return nil
        }
    }

    /// What happens next, and when.
    func next(_ t: Texts, now: Moment) -> [String] {
        let organisation = dossier.organisation.name
        switch application.state {
        case .unconfirmed: return []
        case .received:
            if application.answeredAt != nil {
                return [t("\(organisation) heeft je een bericht gestuurd. Geef antwoord als je verder wilt.")]
            }
            var lines: [String] = []
            if let usualDays {
                lines.append(
                    t.plural(
                        usualDays, "\(organisation) antwoordt meestal binnen 1 dag.",
                        "\(organisation) antwoordt meestal binnen \(usualDays) dagen."))
            }
            if let chased = application.chasedAt {
                lines.append(
                    t(
                        "We hebben \(organisation) op \(t.date(chased.day)) om een antwoord gevraagd. Blijft het stil, dan neemt de vrijwilligerscentrale contact op."
                    ))
            } else {
                let day = ((application.confirmedAt ?? application.createdAt) + .days(Overdue.chaseDays)).day
                lines.append(t("Is er op \(t.longDate(day)) nog geen antwoord? Dan vragen wij erom."))
            }
            return lines
        case .talking: return [t("\(organisation) wil met je praten. Spreek samen af wanneer.")]
        case .waiting:
            if let until = application.offerUntil, until > now {
                return [
                    t(
                        "Er is een plek voor je vrij. Zeg voor \(t.longDate(until.day)) om \(t.time(until)) uur of je hem wilt."
                    )
                ]
            }
            let place = position.map { t("Je staat op plek \($0) van de wachtlijst.") + " " } ?? ""
            return [place + t("Komt er een plek vrij? Dan krijg je een mail. Je hebt dan 5 dagen om te antwoorden.")]
        case .placed:
            if let stopped = application.stoppedAt {
                return [t("Je bent gestopt op \(t.date(stopped.day)). Bedankt voor je inzet.")]
            }
            return application.placedAt.map { [t("Je bent geplaatst op \(t.date($0.day)). Veel plezier.")] } ?? []
        case .declined: return [t("\(organisation) gaat niet met je verder. Misschien past een andere plek beter.")]
        case .withdrawn: return [t("Je hebt je reactie ingetrokken. De organisatie weet het.")]
        }
    }
}
