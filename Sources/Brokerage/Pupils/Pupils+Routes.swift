import Core
import Web

extension Brokerage {
    /// Community service of pupils: their own pages, those of parents, schools, organisations and the centre.
    func pupilRoutes(_ routes: Routes) {
        PublicPupilRoutes(house: house).register(routes)
        PupilRoutes(house: house).register(routes)
        GuardianRoutes(house: house).register(routes)
        SchoolRoutes(house: house).register(routes)
        OrganisationPupilRoutes(house: house).register(routes)
        CentrePupilRoutes(house: house).register(routes)
    }

    /// The centre's desk, a teacher's own school, and for who is not at work here the door to the pupils' pages.
    func pupilMenu(for visit: Visit) -> [MenuItem] {
        let actor = visit.actor
        if actor.has(MunicipalRole.centre) {
            return [MenuItem(visit.t("Stage"), CentrePupilRoutes.home, order: 34, in: CentreMenu.connect(visit.t))]
        }
        let schools = actor.workplaces.filter { $0.path.hasPrefix(School.home + "/") }
        if let only = schools.first {
            return schools.count == 1
                ? [MenuItem(visit.t("Mijn school"), only.path, order: 15)]
                : [MenuItem(visit.t("Mijn scholen"), School.home, order: 15)]
        }
        return actor.isStaff || !actor.organisations.isEmpty ? [] : [MenuItem(visit.t("Stage"), "/stage", order: 34)]
    }
}
