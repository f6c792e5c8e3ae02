import Community
import Core
import Storage
import Web

extension Brokerage {
    /// Buddies: the door for everybody, the links of the three sides, and the desk of the centre.
    func buddyRoutes(_ routes: Routes) {
        PublicBuddyRoutes(house: house).register(routes)
        BuddyDoorRoutes(house: house).register(routes)
        BuddyDesk(house: house, boards: boards).register(routes)
        BuddyRequestRoutes(house: house, boards: boards).register(routes)
        BuddyVolunteerRoutes(house: house).register(routes)
        BuddyPairRoutes(house: house).register(routes)
        BuddyHoursRoutes(house: house).register(routes)
        BuddyKindRoutes(house: house).register(routes)
        BuddyCourseRoutes(house: house).register(routes)
    }

    /// For the centre its desk, for residents the door.
    func buddyMenu(for visit: Visit) -> [MenuItem] {
        if visit.actor.has(MunicipalRole.centre) {
            return [MenuItem(visit.t("Maatjes"), BuddyDesk.home, order: 26, in: CentreMenu.connect(visit.t))]
        }
        return visit.actor.isStaff ? [] : [MenuItem(visit.t("Maatjes"), "/maatjes", order: 26)]
    }
}
