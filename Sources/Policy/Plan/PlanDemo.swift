import Community
import Core
import Formats
import Services
package import Storage

extension PlanPart {
    package func demo(_ demo: PolicyDemo, in db: any SQLConnection) throws {
        let content = DemoContent.file("plan")
        for (cycle, key) in [(demo.past, "past"), (demo.present, "present")] {
            guard let story = content[key] else { continue }
            try PlanDemo(part: self, demo: demo, cycle: cycle, story: story).write(in: db)
        }
    }

    /// What comes after the other parts told their story: the council adopts what stood there, and the writing goes on.
    func demoAdoption(_ demo: PolicyDemo, of cycle: PolicyCycle, in db: any SQLConnection) throws {
        let key = cycle.id == demo.past.id ? "past" : "present"
        guard let story = DemoContent.file("plan")[key] else { return }
        try PlanDemo(part: self, demo: demo, cycle: cycle, story: story).adopt(in: db)
    }
}

/// The plan of one round of the demo, with its history.
struct PlanDemo {
    let part: PlanPart
    let demo: PolicyDemo
    let cycle: PolicyCycle
    let story: JSONValue

    private var council: Day { cycle.councilDay ?? cycle.firstDay }

    func write(in db: any SQLConnection) throws {
        try steps(in: db)
        try tasks(in: db)
        try texts(in: db)
        try comments(in: db)
    }

    /// A moment so many days from the day of the council, never later than the demo's own now.
    private func moment(_ days: Int, minute: Int = 600) -> Moment {
        min(DutchTime.moment(council + days, minute: minute), demo.world.now)
    }

    private func person(_ role: String) -> (SQL) {
        let municipal: [String: MunicipalRole] = ["raad": .councilMember, "leiding": .centreManager]
        return """
            (SELECT MIN(person_id) FROM municipal_role WHERE municipality_code = \(cycle.municipality)
             AND role = \(municipal[role] ?? .policyOfficer))
            """
    }

    private func steps(in db: any SQLConnection) throws {
        for (index, step) in part.steps.steps.enumerated() {
            let at = moment(-240 + index * 35)
            try db.run(
                """
                INSERT INTO policy_step (cycle_id, step_id, state, person_id, changed_at)
                VALUES (\(cycle.id), \(step.id), \(StepState.done), \(demo.officer), \(at))
                """)
            for question in step.questions {
                let text = story["answers"]?.text(question.id) ?? ""
                if text.isEmpty { continue }
                try db.run(
                    """
                    INSERT INTO policy_step_answer (cycle_id, question_id, text, version, person_id, saved_at)
                    VALUES (\(cycle.id), \(question.id), \(text), 1, \(demo.officer), \(at - .days(3)))
                    """)
            }
            for name in story["people"]?.list(step.id).compactMap(\.string) ?? [] {
                try db.run(
                    """
                    INSERT INTO policy_step_person (id, cycle_id, step_id, name, added_by, added_at)
                    VALUES (\(UUIDv7.make(at: at)), \(cycle.id), \(step.id), \(name), \(demo.officer), \(at - .days(20)))
                    """)
            }
        }
    }

    private func tasks(in db: any SQLConnection) throws {
        let days = TaskDates.propose(part.steps.steps, councilDay: council, today: cycle.createdAt.day)
        let t = Texts.dutch
        for (index, task) in part.steps.steps.flatMap({ step in step.tasks.map { (step, $0) } }).enumerated() {
            let due = days[task.1.id] ?? council
            // Some were done early, some late; what lies ahead is still open.
            let done = DutchTime.moment(due + (index * 5) % 13 - 7, minute: 660)
            try add(
                task.0.id, task.1.id, t(task.1.text), due: due, done: done < demo.world.now ? done : nil,
                made: cycle.createdAt, in: db)
        }
        for item in story.list("tasks") {
            let isOpen = item.flag("open")
            let due = isOpen ? demo.world.today + 12 : council + item.number("day")
            try add(
                item.text("step"), nil, item.text("title"), due: due,
                done: isOpen ? nil : moment(item.number("day") - 1),
                made: max(cycle.createdAt, DutchTime.moment(due - 32, minute: 600)), in: db)
        }
    }

    private func add(
        _ step: String, _ content: String?, _ title: String, due: Day, done: Moment?, made: Moment,
        in db: any SQLConnection
    ) throws {
        let isPast = cycle.isClosed
        let finished = done ?? (isPast ? DutchTime.moment(due) : nil)
        try db.run(
            """
            INSERT INTO policy_task (id, cycle_id, step_id, content_id, title, owner_id, due_day, done_at, done_by,
                created_by, created_at)
            VALUES (\(UUIDv7.make(at: made)), \(cycle.id), \(step), \(content), \(title), \(demo.officer),
                \(due), \(finished), \(finished == nil ? nil : demo.officer), \(demo.officer), \(made))
            """)
    }

    private func texts(in db: any SQLConnection) throws {
        for (index, element) in part.elements.elements.enumerated() {
            for (version, text) in (story["elements"]?.list(element.id).compactMap(\.string) ?? []).enumerated() {
                _ = try SaveElement.store(
                    element.id, text, version, nil, cycle, demo.officer.text,
                    moment(-75 + index + version * 25, minute: 560 + index * 7), in: db)
            }
        }
    }

    private func comments(in db: any SQLConnection) throws {
        for comment in story.list("comments") where comment.number("days") > 0 { try add(comment, in: db) }
    }

    private func add(_ comment: JSONValue, in db: any SQLConnection) throws {
        let element = comment.text("element")
        let paragraphs = Paragraphs.split(try PlanElement.find(element, of: cycle.id, in: db).text)
        let index = comment.number("paragraph") - 1
        let at = moment(-comment.number("days"), minute: 1170)
        let answer = comment["answer"]?.string
        try db.run(
            """
            INSERT INTO policy_comment (id, cycle_id, element_id, paragraph, text, person_id, created_at, answer,
                resolved_by, resolved_at)
            VALUES (\(UUIDv7.make(at: at)), \(cycle.id), \(element),
                \(paragraphs.indices.contains(index) ? paragraphs[index] : ""), \(comment.text("text")),
                \(person(comment.text("role"))), \(at), \(answer), \(answer == nil ? nil : demo.officer),
                \(answer == nil ? nil : at + .days(4)))
            """)
    }

    func adopt(in db: any SQLConnection) throws {
        let decision = story.text("decision").replacing("{before}", with: String(cycle.firstYear - 1))
        let decided = AdoptPlan.Decided(day: council, decision: decision, remarks: story.text("remarks"))
        let now = moment(1)
        let (number, record) = try DemoRewind(demo: demo, cycle: cycle).at(now, in: db) {
            try AdoptPlan.record(cycle, decided, part: part, now: now, in: db)
        }
        try AdoptPlan.keep(
            record, number, decided, of: cycle, person: demo.officer.text, cause: .program("demo"), now: now, in: db)
        for (index, element) in part.elements.elements.enumerated() {
            let text = story["later"]?.text(element.id) ?? ""
            if text.isEmpty { continue }
            let version = try PlanElement.find(element.id, of: cycle.id, in: db).version
            _ = try SaveElement.store(
                element.id, text, version, nil, cycle, demo.officer.text, moment(50 + index), in: db)
        }
        for comment in story.list("comments") where comment.number("days") < 0 { try add(comment, in: db) }
    }
}
