import Community
import Core
package import Formats
import Search
import Storage
package import Web

/// The vacancy bank for other programs: a feed, a calendar, a site map, a page to put in a frame.
extension Brokerage {
    package func feedRoutes(_ routes: Routes) {
        routes.get("/vacatures/feed.atom", access: .everyone) { visit in try await feed(visit) }
        routes.get("/vacatures/agenda.ics", access: .everyone) { visit in try await agenda(visit) }
        routes.get("/sitemap.xml", access: .everyone) { visit in try await sitemap(visit, name: nil) }
        routes.get("/sitemaps/{naam}", access: .everyone) { visit in
            try await sitemap(visit, name: visit.parameter("naam"))
        }
    }

    private func open(_ visit: Visit, newest: Bool, limit: Int) async throws -> SearchAnswer {
        var request = SearchRequest(visit.query, places: index.places)
        if newest { request.newestFirst = true }
        return try await finder.answer(request, today: visit.today, limit: limit)
    }

    private func feed(_ visit: Visit) async throws -> Reply {
        let answer = try await open(visit, newest: true, limit: 50)
        let t = visit.t
        let origin = visit.site.origin
        let entries = answer.hits.map { hit in
            let when = hit.vacancy.publishedAt ?? hit.vacancy.createdAt
            return AtomFeed.Entry(
                id: "urn:uuid:\(hit.vacancy.id.text)", title: hit.vacancy.title, link: origin + hit.vacancy.path,
                updated: hit.vacancy.updatedAt.seconds, published: when.seconds,
                summary:
                    "\(hit.organisationName) · \(hit.whereText(t)) · \(VacancyTime.words(hit.vacancy, t, today: visit.today))\n\n\(hit.vacancy.what)",
                author: hit.organisationName, categories: [t(hit.vacancy.sector.label)])
        }
        let page = answer.request.query.removing("weergave").url("/vacatures")
        let feed = AtomFeed(
            id: origin + visit.url(visit.query), title: t("Vrijwilligerswerk in \(visit.site.place)"),
            author: visit.site.place,
            selfLink: origin + visit.url(visit.query), pageLink: origin + page, language: t.language.rawValue,
            updated: visit.now.seconds, entries: entries)
        return cached(.text(feed.text, type: AtomFeed.mediaType))
    }

    private func agenda(_ visit: Visit) async throws -> Reply {
        let answer = try await open(visit, newest: false, limit: 200)
        let events = answer.hits.compactMap { hit in
            VacancyCalendar.event(hit.vacancy, hit.organisationName, origin: visit.site.origin)
        }
        let calendar = ICalendar(name: visit.t("Vrijwilligerswerk in \(visit.site.place)"), events: events)
        return cached(.text(calendar.text, type: ICalendar.mediaType))
    }

    private func sitemap(_ visit: Visit, name: String?) async throws -> Reply {
        let files = try await sitemaps.files(now: visit.now) { try await sitemapFiles(visit) }
        let wanted = name ?? files.first?.name ?? ""
        guard let file = files.first(where: { $0.name == wanted }) else { throw WebError.notFound }
        return cached(Reply(headers: [("content-type", "application/xml; charset=utf-8")], body: file.bytes))
    }

    private func sitemapFiles(_ visit: Visit) async throws -> [Sitemap.File] {
        let origin = visit.site.origin
        let pages = try await house.database.readStale { db in
            var pages = ["/", "/vacatures", "/organisaties", "/cijfers", "/open", "/toegankelijkheid", "/privacy"].map {
                Sitemap.Page(location: origin + $0)
            }
            for row in try db.rows(
                "SELECT number, title, updated_at FROM vacancy WHERE state = 'online' ORDER BY number")
            {
                let path = try "/vacatures/\(row("number", as: Int.self))-\(Slug.make(row("title")))"
                pages.append(.init(location: origin + path, modified: try row("updated_at", as: Moment.self).seconds))
            }
            for row in try db.rows(
                "SELECT number, name, updated_at FROM organisation WHERE state = 'goedgekeurd' ORDER BY number")
            {
                let path = try "/organisaties/\(row("number", as: Int.self))-\(Slug.make(row("name")))"
                pages.append(.init(location: origin + path, modified: try row("updated_at", as: Moment.self).seconds))
            }
            return pages
        }
        return Sitemap(pages: pages).files(root: origin + "/sitemaps/")
    }

    /// Feeds may be a few minutes old: many programs ask again and again.
    private func cached(_ reply: Reply) -> Reply {
        var reply = reply
        reply.setHeader("cache-control", "public, max-age=300")
        // The words are in the language of the visitor, which a cookie may hold.
        reply.setHeader("vary", "cookie")
        return reply
    }
}

/// A vacancy in a calendar: only work with a first day can stand in one.
package enum VacancyCalendar {
    package static func event(_ vacancy: Vacancy, _ organisationName: String, origin: String) -> ICalendar.Event? {
        guard let first = vacancy.firstDay else { return nil }
        let last = vacancy.rhythm == .once ? vacancy.lastDay.map { min($0, first + 6) } : nil
        return ICalendar.Event(
            uid: "\(vacancy.id.text)@inzet", stamp: vacancy.updatedAt.seconds,
            span: .days(first: day(first), last: day(last ?? first)), summary: vacancy.title,
            description: "\(organisationName)\n\(vacancy.timeText)\n\n\(vacancy.what)", location: vacancy.place,
            url: origin + vacancy.path)
    }

    private static func day(_ day: Day) -> ICalendar.Day {
        let (year, month, number) = day.parts
        return ICalendar.Day(year: year, month: month, day: number)
    }
}
