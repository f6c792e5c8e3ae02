package import Community
package import Core
package import Storage

extension Brokerage {
    /// Verbinden: what is asked and found; verbreiden: who is kept informed.
    package func circle(of municipality: String, t: Texts, today: Day, in db: any SQLConnection) throws -> [CircleLine]
    {
        // What closes later than today is still on line, so only that state counts: the index holds all that is asked,
        // and no closed vacancy of ten years is looked at.
        let online = try db.count(
            """
            SELECT COUNT(*) FROM vacancy WHERE municipality_code = \(municipality)
            AND published_at < \(DutchTime.moment(today + 1)) AND state = \(Vacancy.State.online)
            """)
        let placed = try db.count(
            """
            SELECT COUNT(*) FROM application WHERE placed_at >= \(DutchTime.moment(today - 30))
            AND municipality_code = \(municipality)
            """)
        let followers = try db.count(
            "SELECT COUNT(*) FROM saved_search WHERE confirmed_at IS NOT NULL AND stopped_at IS NULL")
        var lines = [
            CircleLine(
                .verbinden,
                t.plural(online, "1 vacature online", "\(t.number(online)) vacatures online") + " · "
                    + t.plural(placed, "1 geplaatst in 30 dagen", "\(t.number(placed)) geplaatst in 30 dagen"),
                path: "/vacatures")
        ]
        if followers > 0 {
            lines.append(
                CircleLine(
                    .verbreiden,
                    t.plural(
                        followers, "1 mens krijgt mail over nieuw werk",
                        "\(t.number(followers)) mensen krijgen mail over nieuw werk")))
        }
        return lines
    }
}
