import Core
import Web

/// One run: how far it is, what comes out, what there is to do, and all answers.
struct ScanRunPage {
    let visit: Visit
    let cycle: PolicyCycle
    let filled: FilledScan
    /// Finished runs of the same scan before this one, the oldest first.
    let earlier: [FilledScan]
    let warnings: [ScanWarning]
    /// When the vision was adopted, for how long a promise holds.
    let visionYear: Int?
    var t: Texts { visit.t }
    var run: ScanRun { filled.run }
    private var mayFill: Bool { visit.mayChange(cycle) && run.state == .open }

    func reply() -> Reply {
        visit.cyclePage(
            cycle, .scans, title: t(filled.sheet.title), intro: line, step: t.date(run.day),
            actions: PartPrinting.button(t),
            """
            \(state)\(if: run.state == .closed || filled.answered > 0, outcome)\(actions)\(answers)\(foot)
            """)
    }

    private var line: String { t("\(t.date(run.day)) · \(run.participants)") }

    // MARK: Filling in

    private var state: HTML {
        guard run.state == .open else { return .empty }
        let next = filled.sheet.sections.first { filled.notes[$0.id] == nil }
        let go: HTML =
            mayFill ? (next.map { Part.button(t("Vul verder in"), run.path(cycle, $0.id)) } ?? closeButton) : .empty
        return """
            <section class="card stack no-print"><h2>\(t("Invullen"))</h2>\
            <p>\(t("\(filled.answered) van \(filled.sheet.questionCount) vragen beantwoord. Je kunt altijd stoppen en later verder."))</p>\
            <ol class="plain scan-steps">\(filled.sheet.sections, step)</ol><p class="row">\(go)\(if: next != nil && mayFill && filled.answered > 0, closeButton)</p></section>
            """
    }

    private var closeButton: HTML {
        visit.buttonForm(action: run.path(cycle) + "/klaar", label: t("Klaar: leg de antwoorden vast"), classes: "")
    }

    private func step(_ section: ScanSection) -> HTML {
        let all = section.questions.count + section.facts.count
        let done = filled.answered(section)
        let chip = Part.chip(
            t("\(done) van \(all)"), done == all ? .good : filled.notes[section.id] == nil ? .plain : .wait)
        let title: HTML =
            mayFill ? "<a href=\"\(run.path(cycle, section.id))\">\(t(section.title))</a>" : "\(t(section.title))"
        return "<li class=\"row apart\"><span>\(title)</span>\(chip)</li>"
    }

    // MARK: Outcome

    private var outcome: HTML {
        switch filled.sheet {
        case .integral(let scan):
            let advice = ScanAdvice(scan: scan, assessment: scan.assess(filled.choices), t: t)
            let notices: HTML = "\(warnings, { Part.notice(t($0.text)) })"
            return """
                <section class="stack"><h2>\(t("Wat eruit komt"))</h2>\(notices)\(advice.scales)\(movement)\(advice.aspects)</section>\
                \(advice.advice)<section class="stack"><h2>\(t("Wat goed beleid nodig heeft"))</h2>\(advice.ingredients)</section>\
                \(advice.smoc(workbook: cycle.path(.workbook)))
                """
        case .points:
            let points = ScanPointMovement(before: earlier.last, now: filled, t: t)
            return """
                <section class="stack"><h2>\(t("Wat eruit komt"))</h2><p>\(ScanWords(t: t).outcome(filled))</p>\
                <figure class="stack">\(points.picture)<figcaption class="small">\(points.legend)</figcaption></figure>\(movement)</section>
                """
        }
    }

    private var movement: HTML {
        let runs = earlier + [filled]
        guard runs.count > 1 else { return .empty }
        let movement = ScanMovement(runs: runs, t: t)
        return """
            <figure class="stack">\(movement.picture)<figcaption class="small">\(movement.caption)</figcaption></figure>
            """
    }

    // MARK: Actions

    private var actions: HTML {
        let all = filled.actions
        if all.isEmpty { return .empty }
        let rows: [[HTML]] = all.map { section, note in
            [
                "\(note.action)\(goal(note))", "\(t(section.title))", "\(note.ownerName ?? "–")",
                ScanWords(t: t).due(note, today: visit.today), mark(section, note),
            ]
        }
        let table = Table(
            t("Acties uit deze scan"),
            [
                .init(t("Actie")), .init(t("Hoort bij")), .init(t("Wie")), .init(t("Klaar op")), .init(t("Gedaan?")),
            ], rows: rows)
        return """
            <section class="stack" id="acties"><h2>\(t("Wat jullie gaan doen"))</h2>\(table.markup)\
            \(if: visit.mayChange(cycle), "<p class=\"small no-print\">\(t("Is een actie groter dan een klus? Maak er een doel van."))</p>")</section>
            """
    }

    /// An action that is more than a job becomes a goal, with its own words.
    private func goal(_ note: ScanNote) -> HTML {
        guard visit.mayChange(cycle) else { return .empty }
        return """
            <br><a class="small no-print" href="\(cycle.newGoalPath(note.action))">\(t("Maak hier een doel van"))<span class="visually-hidden">: \(note.action)</span></a>
            """
    }

    private func mark(_ section: ScanSection, _ note: ScanNote) -> HTML {
        let mayMark =
            !cycle.isClosed && (visit.mayChange(cycle) || (note.owner != nil && note.owner?.text == visit.actor.person))
        if !mayMark { return note.doneAt == nil ? "\(t("nog niet"))" : "\(t("ja"))" }
        return visit.buttonForm(
            action: run.path(cycle) + "/acties/\(section.id)/" + (note.doneAt == nil ? "klaar" : "toch-niet"),
            label: note.doneAt == nil ? t("Klaar") : t("Toch niet klaar"))
    }

    private var foot: HTML {
        var ways = HTML.empty
        if visit.mayChange(cycle) {
            if run.state == .open {
                ways += Part.button(t("Wijzig dag en deelnemers"), run.path(cycle) + "/wijzigen", quiet: true)
                if filled.notes.isEmpty {
                    ways += visit.buttonForm(action: run.path(cycle) + "/weg", label: t("Gooi weg"), classes: "quiet")
                }
            } else {
                ways += visit.buttonForm(action: run.path(cycle) + "/heropenen", label: t("Heropen"), classes: "quiet")
            }
        }
        return """
            <p class="small soft">\(t("Vragenlijst versie \(filled.sheet.version).")) \(filled.sheet.source.line(t))</p>\
            \(if: !ways.isEmpty, "<p class=\"row no-print\">\(ways)</p>")
            """
    }
}
