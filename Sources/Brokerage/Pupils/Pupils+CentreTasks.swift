import Community
import Core
import Storage
import Web

extension PupilTasks {
    /// What waits at the centre.
    func centre(_ codes: [String], in db: any SQLConnection) throws -> [TaskItem] {
        var items: [TaskItem] = []
        let places = try PlaceWithName.submitted(in: codes, on: now.day, db: db)
        if !places.isEmpty {
            let chosen = try PlaceWithName.wished(places.map(\.place.id), in: db).count
            items.append(
                item(
                    t.plural(places.count, "Kijk 1 stageplek na", "Kijk \(places.count) stageplekken na"),
                    chosen == 0
                        ? t("Leerlingen kunnen de plek pas kiezen als jij ja zegt.")
                        : t("Er staat een plek bij die leerlingen al kozen. Tot je ja telt die keuze niet."),
                    t("Kijk na"), CentrePupilRoutes.home, urgent: chosen > 0))
        }
        for round in try PupilRound.all(in: codes, db: db) {
            let next: String? =
                switch round.state {
                case .open: round.canFreeze(on: now.day) ? t("Leg de wensen vast: \(round.name)") : nil
                case .frozen: now.day >= round.drawDay ? t("Loot de stageplekken: \(round.name)") : nil
                case .drawn: t("Besluit over de loting: \(round.name)")
                case .decided: t("Maak de stageplekken bekend: \(round.name)")
                case .published: nil
                }
            if let next {
                items.append(
                    item(
                        next, t("Leerlingen en scholen wachten erop."), t("Verder"), round.centrePath,
                        urgent: now.day >= round.drawDay))
            }
            items += try open(round, in: db)
            let objections = try db.count(
                """
                SELECT COUNT(*) FROM pupil_objection WHERE municipality_code = \(round.municipality)
                AND answered_at IS NULL AND round_id = \(round.id)
                """)
            if objections > 0 {
                items.append(
                    item(
                        t.plural(
                            objections, "1 leerling is het niet eens met de plek",
                            "\(objections) leerlingen zijn het niet eens met de plek"),
                        round.name, t("Antwoord"), round.centrePath, urgent: true))
            }
        }
        return items
    }

    /// Pupils without a place, and what an organisation left behind.
    private func open(_ round: PupilRound, in db: any SQLConnection) throws -> [TaskItem] {
        guard round.state == .published, round.lastDay + Self.afterwards >= now.day else { return [] }
        var items: [TaskItem] = []
        let left = try db.count(
            "SELECT COUNT(*) FROM pupil p WHERE p.round_id = \(round.id) AND \(ShareOutRest.isLeft(round))")
        if left > 0 {
            items.append(
                item(
                    t.plural(left, "Zoek een stageplek voor 1 leerling", "Zoek een stageplek voor \(left) leerlingen"),
                    round.name, t("Bekijk wie"), round.centrePath + "/leerlingen?zonder=ja",
                    urgent: round.lastDay - now.day <= Self.soon * 4))
        }
        let stranded = try db.count(
            "SELECT COUNT(*) FROM pupil p WHERE p.round_id = \(round.id) AND \(StoppedPlaces.isStranded(round))")
        if stranded > 0 {
            items.append(
                item(
                    t.plural(
                        stranded, "1 leerling is bij een organisatie die stopte",
                        "\(stranded) leerlingen zijn bij een organisatie die stopte"),
                    t("Zoek met de school een andere plek. De uren blijven staan."), t("Bekijk wie"),
                    round.centrePath + "/leerlingen?gestopt=ja"))
        }
        let hours = try StoppedPlaces.waitingCount(round.id, in: db)
        if hours > 0 {
            items.append(
                item(
                    t.plural(
                        hours, "1 regel met uren wacht bij een organisatie die stopte",
                        "\(hours) regels met uren wachten bij organisaties die stopten"),
                    t("Daar is niemand meer die ja zegt. Vraag de leerling of de school, en beslis jij."), t("Kijk na"),
                    round.centrePath + "#uren"))
        }
        return items
    }
}
