import Community
import Core
import Foundation
import Storage

/// The task lists of everybody who works, at one moment, and the pages they lead to.
final class TaskLists {
    let world: SimWorld
    private(set) var items: [Role: [TaskItem]] = [:]
    private var pages: [String: TestReply] = [:]

    static let staff: [Role] = [.broker, .neighbour, .centreManager]

    init(_ world: SimWorld) async throws {
        self.world = world
        let site = world.site
        let t = site.town.house.t(.dutch)
        for role in Self.staff + [.member, .manager, .resident, .researcher, .administrator] {
            let actor = try await Self.actor(role, site)
            var all: [TaskItem] = []
            for module in site.town.house.registry.modules {
                all += try await module.tasks(for: actor, t: t, now: site.clock.now)
            }
            items[role] = all
        }
    }

    /// The roles somebody has now, as signing in finds them.
    private static func actor(_ role: Role, _ site: TestSite) async throws -> Actor {
        let id = site.id(role)
        return try await site.read { db in
            guard try db.exists("SELECT 1 FROM person WHERE id = \(id) AND erased_at IS NULL") else {
                return .anonymous
            }
            var actor = Actor(person: id, name: role.name, email: role.email)
            for row in try db.rows("SELECT municipality_code, role FROM municipal_role WHERE person_id = \(id)") {
                actor.municipal[try row("municipality_code"), default: []].insert(try row("role"))
            }
            let memberships = try db.rows(
                """
                SELECT o.id, o.number, o.name, m.role FROM membership m JOIN organisation o ON o.id = m.organisation_id
                WHERE m.person_id = \(id) AND o.state <> 'gestopt'
                """)
            actor.organisations = try memberships.map {
                Actor.Membership(id: try $0("id"), number: try $0("number"), name: try $0("name"), role: try $0("role"))
            }
            return actor
        }
    }

    /// A page as this person sees it, without the place on it that the link points at.
    func page(_ path: String, as role: Role) async -> TestReply {
        let bare = path.split(separator: "#", omittingEmptySubsequences: false).first.map(String.init) ?? path
        let key = role.rawValue + " " + bare
        if let known = pages[key] { return known }
        let reply = await world.get(bare, as: role)
        pages[key] = reply
        return reply
    }

    /// Whether this thing stands on the list of one of these people: as a task, or on the page a task leads to.
    ///
    /// - Parameter steps: links to follow one after the other from the page of the task; the last one is the thing.
    func lead(to steps: [String], among roles: [Role]) async -> Bool {
        guard let last = steps.last else { return false }
        for role in roles {
            for task in items[role] ?? [] {
                if task.path == last { return true }
                guard Self.mayShow(task.path, last) else { continue }
                var page = await page(task.path, as: role)
                var isFound = true
                for step in steps.dropLast() where isFound {
                    isFound = page.shows("\"\(step)\"")
                    if isFound { page = await self.page(step, as: role) }
                }
                // Of each kind a list shows the oldest, and the others behind “show all”.
                for all in isFound ? Self.links("?toon=", on: page) : [] {
                    if await self.page(all, as: role).shows(last) { return true }
                }
                // A long list goes on behind “show more”.
                for _ in 0..<8 where isFound && page.status == 200 {
                    if page.shows(last) { return true }
                    guard let next = Self.more(on: page) else { break }
                    page = await self.page(next, as: role)
                }
            }
        }
        return false
    }

    /// The link to the rest of a list.
    private static func more(on page: TestReply) -> String? {
        links("?na=", on: page).first ?? links("&amp;na=", on: page).first
    }

    /// The links on a page with this in their address.
    private static func links(_ part: String, on page: TestReply) -> [String] {
        let (href, quote) = ("href=\"", CChar(0x22))
        return page.body.withCString { start in
            var found: [String] = []
            var rest = start
            while let hit = strstr(rest, part) {
                var (first, end) = (UnsafePointer(hit), UnsafePointer(hit))
                while first > start, first[-1] != quote { first -= 1 }
                while end.pointee != 0, end.pointee != quote { end += 1 }
                if first - start >= href.utf8.count, strncmp(first - href.utf8.count, href, href.utf8.count) == 0 {
                    let link = UnsafeRawBufferPointer(start: first, count: end - first)
                    found.append(String(decoding: link, as: UTF8.self).replacing("&amp;", with: "&"))
                }
                rest = end
            }
            return found
        }
    }

    /// Only pages of the same part of the site are opened: what stands elsewhere nobody would look for.
    private static func mayShow(_ task: String, _ thing: String) -> Bool {
        func part(_ path: String) -> String {
            path.split(separator: "/").prefix(path.hasPrefix("/organisatie") ? 3 : 2).joined(separator: "/")
        }
        let (one, other) = (part(bareOf(task)), part(thing))
        return one == other
    }

    private static func bareOf(_ path: String) -> String {
        String(path.prefix { $0 != "#" && $0 != "?" })
    }

    /// Whether a task with this path speaks of so many.
    func counts(_ count: Int, at path: String, saying words: String, among roles: [Role]) -> Bool {
        roles.contains { role in
            (items[role] ?? []).contains { task in
                task.path == path && task.title.contains(words)
                    && task.title.split { !$0.isNumber }.contains { Int($0) == count }
            }
        }
    }

    func has(_ path: String, among roles: [Role]) -> Bool {
        roles.contains { role in (items[role] ?? []).contains { $0.path == path } }
    }

    /// Opens what every task points at.
    func openAll() async -> [String] {
        var wrong: [String] = []
        for (role, tasks) in items.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            for task in tasks {
                let reply = await page(task.path, as: role)
                if reply.status != 200 {
                    wrong.append("\(role.rawValue): “\(task.title)” \(task.path) → \(reply.status)")
                }
            }
        }
        return wrong
    }
}

extension TestReply {
    /// Whether this stands in the page, with no digit right behind it: case 1 is not case 12.
    func shows(_ text: String) -> Bool { holds(text) { !(48...57).contains($0) } }

    /// Whether these characters stand in the page, and what comes right behind them is as wanted. By bytes: a year of
    /// long pages is searched for thousands of things.
    func holds(_ text: String, before isRight: (CChar) -> Bool = { _ in true }) -> Bool {
        body.withCString { page in
            text.withCString { wanted in
                var rest = page
                while let found = strstr(rest, wanted) {
                    rest = UnsafePointer(found) + text.utf8.count
                    if isRight(rest.pointee) { return true }
                }
                return false
            }
        }
    }
}
