import Community
import Core
import Storage
import Web

/// "Whom do I call today": one page to begin the morning with, and to print.
struct DeskHome: Sendable {
    let due: [DeskQueue.Item]
    /// Of today's talks: by case.
    let talks: [(talk: DeskTalk, intake: Intake)]
    /// Places that came free for people without mail.
    let offers: [DeskOffer]
    /// Colleagues whose work comes here today.
    let standsInFor: [String]

    init(_ reader: DeskReader, now: Moment, in db: any SQLConnection) throws {
        let today = now.day
        due = try DeskQueue.due(reader, today: today, in: db)
        let mine = try reader.mine(today: today, in: db)
        let rows = try db.rows(
            """
            SELECT t.* FROM desk_talk t JOIN intake i ON i.id = t.intake_id
            WHERE t.state = \(DeskTalk.State.planned) AND t.starts_at >= \(DutchTime.moment(today))
            AND t.starts_at < \(DutchTime.moment(today + 1)) AND i.municipality_code IN (\(list: reader.codes))
            AND i.erased_at IS NULL AND \(reader.readable(mine))
            AND (i.owner_id IN (\(list: mine)) OR \(DeskReader.isNobodys)) ORDER BY t.starts_at, t.id LIMIT 50
            """)
        let planned = try rows.map(DeskTalk.init(row:))
        let intakes = try Intake.all(planned.map(\.intake), in: db)
        talks = planned.compactMap { talk in intakes[talk.intake].map { (talk, $0) } }
        offers = try DeskOffer.open(reader, mine, now: now, in: db)
        standsInFor = try mine.filter { $0 != reader.person }.compactMap { try Person.find($0, in: db)?.name }
    }
}

struct DeskHomePage {
    let visit: Visit
    let home: DeskHome
    private var t: Texts { visit.t }

    var reply: Reply {
        let steps: [(String, [IntakeStep])] = [
            (t("Er is nieuws: bel terug"), [.news]), (t("Nieuw: nog niemand sprak hen"), [.firstContact]),
            (t("Schrijf het gesprek op"), [.talk]), (t("Hoe gaat het? Nazorg"), [.careFirst, .careSecond]),
            (t("Voorstel zonder antwoord"), [.answer, .thinking]), (t("Hoe ging de kennismaking?"), [.introduction]),
            (t("Verder na het contact"), [.followUp]),
        ]
        let coming = home.due.filter { $0.intake.next != .talk || ($0.intake.nextAt ?? visit.now) <= visit.now }
        let groups = steps.map { title, kinds in
            (title, coming.filter { item in item.intake.next.map(kinds.contains) ?? false })
        }.filter { !$0.1.isEmpty }
        let isEmpty = groups.isEmpty && home.talks.isEmpty && home.offers.isEmpty
        let count = Set((home.offers.map(\.intake) + coming.map(\.intake)).map(\.id)).count
        let lead = t.plural(count, "1 persoon wacht op jou.", "\(count) mensen wachten op jou.")
        return visit.page(
            t("Vandaag aan de balie"), head: ApplicationMarkup.noIndex,
            """
            <div class="wrap stack page">\(DeskNav.markup(visit, current: DeskNav.home))\
            <div class="row apart"><div><h1>\(t("Wie bel ik vandaag?"))</h1>\
            <p class="lead">\(t.longDate(visit.today))\(if: count > 0, " · \(lead)")</p></div>\
            <p class="row no-print">\(Part.button(t("Nieuw gesprek"), DeskNav.new))</p></div>\(covers)\(offers)\(talks)\
            \(groups, group)\(if: isEmpty, empty)\
            <p class="small soft no-print">\(t("Deze pagina kun je afdrukken: dan heb je je daglijst op papier."))</p></div>
            """)
    }

    private var covers: HTML {
        guard !home.standsInFor.isEmpty else { return .empty }
        let names = home.standsInFor.joined(separator: ", ")
        return Part.notice(t("Je vervangt vandaag \(names). Hun mensen staan hier ook."))
    }

    private var empty: HTML {
        Part.empty(
            t("Niemand wacht op jou"), t("Je bent bij. Nieuwe mensen verschijnen hier vanzelf."),
            Part.button(t("Bekijk iedereen"), DeskNav.list, quiet: true))
    }

    private var offers: HTML {
        guard !home.offers.isEmpty else { return .empty }
        let rows: HTML = """
            <ul class="tasks">\(home.offers, { offer in
                """
                <li><span class="dot dot-verbinden" aria-hidden="true"></span><div><a href="\(offer.intake.path)"><strong>\(offer.intake.name)</strong></a><br>\
                <span class="small soft">\(offer.words(t))</span></div><div class="row">\(DeskMarkup.call(offer.intake, t))</div></li>
                """
            })</ul>
            """
        return Part.card(t("Er is een plek vrij: bel op tijd"), rows)
    }

    private var talks: HTML {
        guard !home.talks.isEmpty else { return .empty }
        let rows: HTML = """
            <ul class="tasks">\(home.talks, { item in
                """
                <li><span class="dot dot-verbinden" aria-hidden="true"></span><div><strong>\(t.time(item.talk.startsAt))</strong> \
                <a href="\(item.intake.path)">\(item.intake.name)</a><br><span class="small soft">\(item.talk.place) · \(t("\(item.talk.minutes) minuten"))</span></div>\
                <div class="row">\(DeskMarkup.call(item.intake, t)) \
                <a class="button quiet compact no-print" href="\(item.intake.path)/gesprek" aria-label="\(t("Open het gespreksformulier van \(item.intake.name)"))">\(t("Begin"))</a></div></li>
                """
            })</ul>
            """
        return Part.card(t("Gesprekken vandaag"), rows)
    }

    private func group(_ group: (String, [DeskQueue.Item])) -> HTML {
        let list = DeskMarkup.tasks(group.1, visit) { item in
            let intake = item.intake
            let owner = item.owner ?? t("van niemand")
            return [t(intake.way.label), DeskMarkup.waits(intake.createdAt, now: visit.now, t), owner]
                .joined(separator: " · ")
        }
        return Part.card("\(group.0) (\(group.1.count))", list)
    }
}
