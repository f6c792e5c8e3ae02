package import Community
package import Core
package import Storage
import Web

/// Chances and threats from many hands (V8).
package struct ChancePart: CyclePart {
    let house: House
    let content: ChancesContent
    private let shelf: ContentShelf

    init(house: House, content: ContentShelf) {
        self.house = house
        self.content = content.file()
        shelf = content
    }

    /// A board keeps the themes with which it was opened.
    func content(of board: ChanceBoard) -> ChancesContent {
        shelf.file(ChancesContent.self, version: board.contentVersion) ?? content
    }

    package var kind: CyclePartKind { .chances }
    package var migrations: [Migration] { [ChanceBoard.migration] }

    package func status(of cycle: PolicyCycle, t: Texts, now: Moment, in db: any SQLConnection) throws -> PartStatus {
        guard let board = try ChanceBoard.find(cycle.id, in: db) else {
            return PartStatus(.open, next: t("Open het bord"))
        }
        let count = try db.count(
            "SELECT COUNT(*) FROM policy_card WHERE cycle_id = \(cycle.id) AND merged_into IS NULL AND hidden_at IS NULL"
        )
        let cards = t.plural(count, "1 kaartje", "\(count) kaartjes")
        switch board.state {
        case .collecting:
            return PartStatus(
                .busy, line: t("\(cards), verzamelen loopt"),
                next: count < 5 ? t("Nodig mensen uit") : t("Voeg samen en laat stemmen"),
                path: count < 5 ? cycle.path(.chances) + "/uitnodigen" : nil)
        case .voting:
            let voters = try ChanceBoard.voters(of: cycle.id, in: db)
            return PartStatus(
                .busy, line: t("\(cards), \(voters) mensen stemden"),
                next: t("Sluit het bord als iedereen gestemd heeft"))
        case .closed:
            let voters = try ChanceBoard.voters(of: cycle.id, in: db)
            return PartStatus(.done, line: t("\(cards), \(voters) mensen stemden"))
        }
    }

    package func report(
        of cycle: PolicyCycle, for document: ReportKind, t: Texts, now: Moment, in db: any SQLConnection
    ) throws -> [ReportBlock] {
        guard let board = try ChanceBoard.find(cycle.id, in: db) else { return [] }
        return ChanceReport(
            content: content(of: board), view: try ChanceView.load(cycle, board, guest: nil, in: db), t: t
        ).blocks
    }

    package func tasks(in cycle: PolicyCycle, for actor: Actor, t: Texts, now: Moment, db: any SQLConnection) throws
        -> [TaskItem]
    {
        guard let board = try ChanceBoard.find(cycle.id, in: db), board.state != .closed else { return [] }
        var tasks: [TaskItem] = []
        if actor.has(PolicyAccess.writers, in: cycle.municipality), let until = board.until, until < now.day {
            tasks.append(
                TaskItem(
                    function: .vertalen,
                    title: board.state == .collecting
                        ? t("Het verzamelen van kansen is voorbij") : t("Het stemmen op kansen is voorbij"),
                    detail: t("Dat was tot en met \(t.date(until))"),
                    action: board.state == .collecting ? t("Laat stemmen") : t("Sluit het bord"),
                    path: cycle.path(.chances), since: DutchTime.moment(until + 1)))
        }
        if board.state == .voting, actor.has(PolicyAccess.readers, in: cycle.municipality),
            board.until.map({ $0 >= now.day }) ?? true
        {
            let guest = try ChanceBoard.guest(person: actor.person, of: cycle.id, in: db)
            let voted = try guest.map { try db.exists("SELECT 1 FROM policy_card_vote WHERE guest_id = \($0) LIMIT 1") }
            if voted != true {
                tasks.append(
                    TaskItem(
                        function: .vertalen, title: t("Stem mee over kansen en bedreigingen"),
                        detail: board.until.map { t("Dat kan tot en met \(t.date($0))") } ?? cycle.name,
                        action: t("Stem"), path: cycle.path(.chances)))
            }
        }
        return tasks
    }

    package func calendar(of cycle: PolicyCycle, for actor: Actor, t: Texts, from: Day, in db: any SQLConnection) throws
        -> [CalendarEntry]
    {
        guard let board = try ChanceBoard.find(cycle.id, in: db), board.state != .closed, let until = board.until,
            until >= from
        else { return [] }
        return [
            CalendarEntry(
                uid: "kansenbord-\(cycle.id.text)",
                title: board.state == .collecting
                    ? t("Laatste dag: kansen en bedreigingen verzamelen")
                    : t("Laatste dag: stemmen op kansen en bedreigingen"),
                day: until, path: cycle.path(.chances))
        ]
    }

    package var personalData: [PersonalData] { ChanceData.personalData }
    package var retention: [RetentionRule] { ChanceData.retention }

    package func demo(_ demo: PolicyDemo, in db: any SQLConnection) throws {
        try ChanceDemo(house: house, content: content, demo: demo).write(in: db)
    }
}
