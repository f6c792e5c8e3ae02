import Community
import Core
import Storage

/// What a volunteer sees of the hours of one placement in a year.
struct VolunteerHoursView: OwnHours {
    let dossier: ApplicationDossier
    let base: String
    let year: Int
    let years: [Int]
    let entries: [HoursEntry]
    let newest: HoursEntry?
    let check: AllowanceCheck

    var application: VacancyApplication { dossier.application }

    init(_ door: ApplicantDoor, year: Int?, now: Moment, in db: any SQLConnection) throws {
        let application = try door.find(now: now, in: db)
        self.year = year ?? now.day.year
        dossier = try ApplicationDossier(application, in: db)
        base = door.base + "/uren"
        years = try HoursEntry.years(of: application.id, in: db)
        entries = try HoursEntry.all(of: application.id, year: self.year, in: db)
        newest = try HoursEntry.newest(of: application.id, in: db)
        check = try HoursEntry.check(application, year: self.year, in: db)
    }
}
