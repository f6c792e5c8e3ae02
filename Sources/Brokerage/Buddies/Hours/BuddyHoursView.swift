import Community
import Core
import Services
import Storage
import Web

/// What a volunteer sees of the own hours in a year.
struct BuddyHoursView: OwnHours {
    let volunteer: BuddyVolunteer
    let base: String
    let year: Int
    let years: [Int]
    let entries: [BuddyHours]
    let newest: BuddyHours?
    let check: AllowanceCheck
    /// Pairs for which time can be written down: those that began, also when they ended.
    let pairs: [(pair: BuddyPair, name: String)]
    /// Whose words were opened for the names.
    let opened: [BuddyRequest]

    init(_ volunteer: BuddyVolunteer, base: String, year: Int?, _ work: BuddyWork, in db: any SQLConnection) throws {
        self.volunteer = volunteer
        self.base = base
        self.year = year ?? work.now.day.year
        years = try BuddyHours.years(of: volunteer.id, in: db)
        entries = try BuddyHours.all(of: volunteer.id, year: self.year, in: db)
        newest = try BuddyHours.newest(of: volunteer.id, in: db)
        check = try BuddyHours.check(volunteer, year: self.year, in: db)
        var opened: [BuddyRequest] = []
        var pairs: [(pair: BuddyPair, name: String)] = []
        let own = try BuddyPair.all(of: volunteer.id, in: db).filter { $0.startedAt != nil }
        for pair in own {
            // Of one pair it is clear whose time it was; only to choose among more a name is needed.
            var name: String?
            if own.count > 1, let request = try BuddyRequest.find(pair.request, in: db),
                let words = try BuddyWords.open(request, work.house.seals, in: db)
            {
                opened.append(request)
                name = words.firstName
            }
            pairs.append((pair, name ?? ""))
        }
        self.pairs = pairs
        self.opened = opened
    }

    /// The fields: of more than one pair, whose time it was comes first.
    func form(_ t: Texts) -> Form {
        HoursForm.form(
            people: pairs.count < 2
                ? []
                : pairs.map { item in
                    (item.pair.number, item.name.isEmpty ? t("Koppel \(item.pair.number)") : item.name)
                }, who: Text("Bij wie?"))
    }

    func chosen(_ state: FormState) -> BuddyPair? {
        pairs.count < 2 ? pairs.first?.pair : pairs.first { String($0.pair.number) == state["vrijwilliger"] }?.pair
    }
}
