import Core
import Web

/// A list before it is taken over: what is wrong row by row, what changes for who is here already, what goes in.
struct ListPreviewPage {
    let visit: Visit
    let school: School
    let round: PupilRound
    let list: PupilList
    let plan: PupilListPlan
    private var t: Texts { visit.t }
    private static let mostRows = 40
    private static let mostProblems = 100

    var reply: Reply {
        visit.page(
            t("Klopt dit?"),
            """
            <div class="wrap stack page"><p><a href="\(school.path)">\(school.name)</a></p><h1>\(t("Klopt dit?"))</h1>\(problems)\(moves)\(addresses)\
            \(levels)\(table)\(confirm)</div>
            """)
    }

    private var going: [PupilListPlan.Line] { plan.lines.filter(\.fate.isClear) }

    private func items(_ problems: [PupilList.Problem]) -> HTML {
        "\(problems.prefix(Self.mostProblems), { "<li>\(t("Regel \($0.line):")) \(t($0.text))</li>" })"
    }

    private var problems: HTML {
        let all = (list.problems + plan.unclear).sorted { $0.line < $1.line }
        guard !all.isEmpty else { return .empty }
        return Part.card(
            t.plural(all.count, "1 regel gaat niet mee", "\(all.count) regels gaan niet mee"),
            """
            <ul>\(items(all))</ul>\
            <p>\(t("Verbeter dit in je lijst en kies haar opnieuw. Of neem de rest nu vast over: later nog eens inlezen kan. Wie er al is, komt er niet dubbel in."))</p>
            """)
    }

    /// Everybody who changes class, also below the rows that are shown.
    private var moves: HTML {
        let names = going.compactMap { line -> HTML? in
            guard case .moves(let pupil, let from) = line.fate else { return nil }
            return "<li>\(pupil.name) \(move(line, from))</li>"
        }
        guard !names.isEmpty else { return .empty }
        return Part.card(
            t.plural(
                names.count, "1 leerling gaat naar een andere klas",
                "\(names.count) leerlingen gaan naar een andere klas"),
            """
            <ul>\(names, { $0 })</ul>\
            <p>\(t("Keuzes, toestemming en code gaan mee. Is het een ander met dezelfde naam? Zet ze dan allebei in je lijst, elk in de eigen klas."))</p>
            """)
    }

    private func move(_ line: PupilListPlan.Line, _ from: String) -> String {
        t("gaat van \(from) naar \(plan.classes[line.entry.classKey]?.name ?? line.entry.className)")
    }

    /// Every address of a parent that changes, also below the rows that are shown: whoever reads that mail decides about
    /// the pupil.
    private var addresses: HTML {
        let lines = going.filter(\.hasNewAddress)
        guard !lines.isEmpty else { return .empty }
        return Part.card(
            t.plural(
                lines.count, "1 leerling met een nieuw mailadres van de ouder",
                "\(lines.count) leerlingen met een nieuw mailadres van de ouder"),
            """
            <ul>\(lines, { "<li>\($0.entry.name) (\($0.entry.className)): \($0.guardianEmail ?? "–")</li>" })</ul>\
            <p>\(t("Kijk deze adressen goed na: wie de mail krijgt, antwoordt voor de leerling. De link in een oude mail werkt dan niet meer."))</p>
            """)
    }

    private var levels: HTML {
        let changed = plan.classes.values.filter(\.hasOtherLevel).sorted { $0.name < $1.name }
        guard !changed.isEmpty || !plan.otherLevels.isEmpty else { return .empty }
        return Part.card(
            t("Het niveau van klassen"),
            """
            <ul>\(changed, { one in
                let words =
                    one.levelBefore.isEmpty
                    ? t("Klas \(one.name) krijgt niveau \(one.level).")
                    : t("Klas \(one.name) gaat van niveau \(one.levelBefore) naar \(one.level).")
                return "<li>\(words)</li>"
            })\(items(plan.otherLevels))</ul>
            """)
    }

    private var table: HTML {
        guard !going.isEmpty else { return .empty }
        let rows = going.prefix(Self.mostRows).map { line -> [HTML] in
            let entry = line.entry
            return [
                "\(entry.name)", "\(entry.className)", "\(entry.level)", "\(entry.isUnder16 ? t("ja") : t("nee"))",
                "\(address(line))", "\(fate(line))",
            ]
        }
        let columns: [Web.Table.Column] = [
            .init(t("Naam")), .init(t("Klas")), .init(t("Niveau")), .init(t("Onder 16")), .init(t("Mail ouder")),
            .init(t("Wat gebeurt er?")),
        ]
        let title = t.plural(going.count, "1 leerling", "\(going.count) leerlingen")
        let more: HTML =
            going.count > Self.mostRows
            ? "<p class=\"small soft\">\(t("We laten de eerste 40 zien."))</p>" : .empty
        return Web.Table(title, columns, rows: rows).markup + more
    }

    /// What the list says. An address that is known already is not told here.
    private func address(_ line: PupilListPlan.Line) -> String {
        line.entry.guardianEmail ?? (line.guardianEmail == nil ? "–" : t("blijft zoals het was"))
    }

    private func fate(_ line: PupilListPlan.Line) -> String {
        let words =
            switch line.fate {
            case .new: t("komt erbij")
            case .stays: t("is er al")
            case .moves(_, let from): move(line, from)
            case .unclear(let reason): t(reason)
            }
        return line.hasNewAddress ? words + ", " + t("nieuw mailadres van de ouder") : words
    }

    private var confirm: HTML {
        guard !going.isEmpty else { return .empty }
        let mails = plan.mails
        let asked =
            mails == 0
            ? t("Er gaat nu geen mail naar ouders.")
            : t.plural(
                mails, "1 ouder krijgt een mail met de vraag om toestemming.",
                "\(mails) ouders krijgen een mail met de vraag om toestemming.")
        let text = String(decoding: PupilListText.csv(list), as: UTF8.self)
        return visit.form(
            action: school.path + "/inlezen/klaar", classes: "stack",
            """
            <input type="hidden" name="ronde" value="\(round.number)"><input type="hidden" name="lijst" value="\(text)">\
            <p>\(asked)</p>\
            <p class="row"><button>\(t("Neem over"))</button>\(Part.button(t("Ander bestand"), "\(school.path)/inlezen?ronde=\(round.number)", quiet: true))</p>
            """)
    }
}
