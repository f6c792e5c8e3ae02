import Community
import Core
import Services
import Storage
import Web

/// Courses at the desk: plan one, who comes, who was there.
struct BuddyCourseRoutes: Sendable {
    let house: House
    static let path = BuddyNav.courses.path

    func register(_ routes: Routes) {
        routes.get(Self.path, access: .centre) { visit in try await list(visit) }
        routes.post(Self.path, access: .centre) { visit in
            let kinds = try await kinds(visit)
            let form = Self.form(kinds)
            let state = form.read(visit.form)
            guard state.isValid, let day = state.day("dag"),
                let kind = kinds.first(where: { String($0.number) == state["soort"] })
            else { return try await list(visit, state) }
            let number = try await house.database.write { db in
                try BuddyWork(house, visit).plan(
                    course: kind, day: day, time: state["tijd"], place: state["plek"], in: db)
            }
            return .redirect(to: "\(Self.path)/\(number)", notice: visit.t("De cursus is gepland. Kies wie er komt."))
        }
        routes.get(Self.path + "/{cursus}", access: .centre) { visit in try await detail(visit) }
        routes.post(Self.path + "/{cursus}/lijst", access: .centre) { visit in
            try await change(visit, Text("De lijst is bewaard. Wie nieuw is op de lijst, krijgt een mail.")) {
                work, course, numbers, db in
                guard let kind = try BuddyKind.find(course.kind, in: db), course.finishedAt == nil else {
                    throw WebError.notFound
                }
                try work.signUp(numbers, for: course, kind: kind, in: db)
            }
        }
        routes.post(Self.path + "/{cursus}/klaar", access: .centre) { visit in
            try await change(visit, Text("Bewaard. Wie er was, kan nu gekoppeld worden.")) {
                work, course, numbers, db in
                try work.finish(course, present: numbers, in: db)
            }
        }
    }

    static func form(_ kinds: [BuddyKind]) -> Form {
        Form([
            Field(
                "soort", Text("Voor welk soort hulp?"),
                .select(kinds.map { .init(String($0.number), Text("\($0.name)")) })),
            Field("dag", Text("Dag"), .date),
            Field("tijd", Text("Tijd"), hint: Text("Zoals 14:00"), limit: 20, autocomplete: "off"),
            Field("plek", Text("Waar?"), limit: 120, autocomplete: "off"),
        ])
    }

    private func kinds(_ visit: Visit) async throws -> [BuddyKind] {
        let codes = visit.centreMunicipalities
        return try await house.database.read { db in try BuddyKind.all(in: codes, db: db).filter(\.needsCourse) }
    }

    private func course(_ visit: Visit, in db: any SQLConnection) throws -> BuddyCourse {
        guard
            let course = try BuddyCourse.find(
                number: try visit.number("cursus"), municipalities: visit.centreMunicipalities, in: db)
        else { throw WebError.notFound }
        return course
    }

    private func change(
        _ visit: Visit, _ notice: Text,
        _ body: @escaping @Sendable (BuddyWork, BuddyCourse, Set<Int>, any SQLConnection) throws -> Void
    ) async throws -> Reply {
        let numbers = Set(visit.form.all("wie").compactMap { Int($0) })
        try await house.database.write { db in
            try body(BuddyWork(house, visit), try course(visit, in: db), numbers, db)
        }
        return .redirect(to: "\(Self.path)/\(try visit.number("cursus"))", notice: visit.t(notice))
    }

    private func list(_ visit: Visit, _ typed: FormState? = nil) async throws -> Reply {
        let kinds = try await kinds(visit)
        let codes = visit.centreMunicipalities
        let courses = try await house.database.read { db in
            try BuddyCourse.all(in: codes, from: visit.today - 365, db: db)
        }
        return BuddyCoursePages(visit: visit).list(courses, kinds, typed)
    }

    private func detail(_ visit: Visit) async throws -> Reply {
        let found = try await house.database.read { db in try course(visit, in: db) }
        let kind = try await house.database.read { db in try BuddyKind.find(found.kind, in: db) }
        let people = try await house.database.read { db in try BuddyCourse.people(found, in: db) }
        return BuddyCoursePages(visit: visit).detail(found, kind?.name ?? "", people)
    }
}
