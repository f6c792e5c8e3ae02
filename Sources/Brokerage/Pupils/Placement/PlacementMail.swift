import Community
import Core
import Services
import Storage

/// Mails to an organisation about pupils who come, or do not come any more. No names: those are behind the sign-in.
struct PlacementMail: Sendable {
    let house: House

    func comes(_ count: Int, number: Int, name: String, email: String, in db: any SQLConnection) throws {
        let t = house.t(try Person.language(of: email, in: db))
        try house.mail(
            Mail(
                to: email, name: name,
                subject: t.plural(
                    count, "Er komt een leerling bij je op stage", "Er komen \(count) leerlingen bij je op stage"),
                kind: "stage-uitslag-organisatie", language: t.language,
                [
                    .paragraph(
                        t(
                            "Kijk wie er komt en teken de afspraak. Daarna schrijven de leerlingen hun uren op en zeg jij ja."
                        )),
                    .button(
                        label: t("Bekijk de leerlingen"),
                        url: house.origin + OrganisationNav.Item.pupils.path(number)),
                ]), in: db)
    }

    /// An organisation that stopped hears nothing: nobody waits there any more.
    func leaves(_ placement: PupilPlacement, in db: any SQLConnection) throws {
        guard let organisation = try Organisation.find(placement.organisation, in: db),
            organisation.state != .stopped, let place = try PupilPlace.find(placement.place, in: db)
        else { return }
        let t = house.t(try Person.language(of: organisation.email, in: db))
        try house.mail(
            Mail(
                to: organisation.email, name: organisation.name, subject: t("Een leerling komt niet meer op stage"),
                kind: "stage-leerling-weg", language: t.language,
                [
                    .paragraph(
                        t("Een leerling voor “\(place.title)” komt niet meer. Uren die al gemaakt zijn, blijven staan.")
                    ),
                    .button(
                        label: t("Bekijk de leerlingen"),
                        url: house.origin + OrganisationNav.Item.pupils.path(organisation.number)),
                ]), in: db)
    }
}
