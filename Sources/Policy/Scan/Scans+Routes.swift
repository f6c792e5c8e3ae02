import Community
import Core
import Storage
package import Web

extension ScansPart {
    package func routes(_ routes: Routes) {
        let root = "/beleid/{ronde}/scans"
        routes.get(root, access: .policyReaders) { [house, content] visit in
            let view = try await house.database.read { db in
                try ScanOverview.load(
                    PolicyCycle.readable(visit, in: db), content: content, house: house, visit: visit, in: db)
            }
            return ScanOverviewPage(visit: visit, view: view, content: content).reply()
        }
        startRoutes(routes, root)
        runRoutes(routes, root + "/{scan}")
        sectionRoutes(routes, root + "/{scan}/{deel}")
    }

    private func startRoutes(_ routes: Routes, _ root: String) {
        routes.get(root + "/nieuw/{soort}", access: .policyOfficer) { visit in
            try await startPage(visit, StartScan.form.filled(["dag": visit.today.iso]))
        }
        routes.post(root + "/nieuw/{soort}", access: .policyOfficer) { [house, content] visit in
            let state = StartScan.form.read(visit.form)
            guard state.isValid else { return try await startPage(visit, state, status: 400) }
            let (cycle, run) = try await StartScan.perform(
                Self.kind(visit), state, content: content, by: visit, house: house)
            let first = run.kind.sheet(content, version: run.version).sections.first
            return .redirect(to: first.map { run.path(cycle, $0.id) } ?? run.path(cycle))
        }
        routes.get(root + "/{scan}/wijzigen", access: .policyOfficer) { [house] visit in
            let (cycle, run) = try await house.database.read { db in try ScanDesk.open(visit, in: db) }
            return changePage(
                visit, cycle, run, StartScan.form.filled(["dag": run.day.iso, "deelnemers": run.participants]))
        }
        routes.post(root + "/{scan}/wijzigen", access: .policyOfficer) { [house] visit in
            let state = StartScan.form.read(visit.form)
            guard state.isValid else {
                let (cycle, run) = try await house.database.read { db in try ScanDesk.open(visit, in: db) }
                return changePage(visit, cycle, run, state, status: 400)
            }
            let path = try await StartScan.change(state, by: visit, house: house)
            return .redirect(to: path, notice: visit.t("Opgeslagen."))
        }
    }

    private func runRoutes(_ routes: Routes, _ root: String) {
        routes.get(root, access: .policyReaders) { visit in try await runPage(visit) }
        routes.post(root + "/klaar", access: .policyOfficer) { [house] visit in
            let path = try await CloseScan.close(by: visit, house: house)
            return .redirect(to: path, notice: visit.t("De antwoorden liggen vast. Dit komt eruit."))
        }
        routes.post(root + "/heropenen", access: .policyOfficer) { [house] visit in
            let path = try await CloseScan.reopen(by: visit, house: house)
            return .redirect(to: path, notice: visit.t("Je kunt de antwoorden weer wijzigen."))
        }
        routes.post(root + "/weg", access: .policyOfficer) { [house] visit in
            let path = try await CloseScan.discard(by: visit, house: house)
            return .redirect(to: path, notice: visit.t("Weggegooid."))
        }
        routes.post(root + "/acties/{deel}/klaar", access: .policyReaders) { [house] visit in
            let path = try await CloseScan.mark(done: true, by: visit, house: house)
            return .redirect(to: path, notice: visit.t("Mooi, dat is gedaan."))
        }
        routes.post(root + "/acties/{deel}/toch-niet", access: .policyReaders) { [house] visit in
            let path = try await CloseScan.mark(done: false, by: visit, house: house)
            return .redirect(to: path, notice: visit.t("De actie staat weer open."))
        }
    }

    private func sectionRoutes(_ routes: Routes, _ root: String) {
        routes.get(root, access: .policyOfficer) { [content] visit in
            let desk = try await sectionDesk(visit)
            let state = desk.form.values(desk.filled, proposals: desk.proposals)
            return desk.page(visit, content).reply(state)
        }
        routes.post(root, access: .policyOfficer, bodyLimit: 524_288) { [house, content] visit in
            let desk = try await sectionDesk(visit)
            var state = desk.form.form.read(visit.form)
            ScanSectionForm.check(&state)
            guard state.isValid else { return desk.page(visit, content).reply(state) }
            let save = SaveScanSection(
                content: content, section: desk.section, state: state,
                revision: visit.form.int(ScanSectionForm.revision) ?? 0)
            switch try await save.perform(by: visit, house: house) {
            case .saved(let path): return .redirect(to: path, notice: visit.t("Opgeslagen."))
            case .overtaken: return try await sectionDesk(visit).page(visit, content).reply(state, overtaken: true)
            }
        }
    }

    // MARK: Pages

    private static func kind(_ visit: Visit) throws -> ScanKind {
        guard let kind = try ScanKind(rawValue: visit.parameter("soort")) else { throw WebError.notFound }
        return kind
    }

    private func startPage(_ visit: Visit, _ state: FormState, status: Int = 200) async throws -> Reply {
        let sheet = try Self.kind(visit).sheet(content)
        let cycle = try await house.database.read { db in try PolicyCycle.changeable(visit, in: db) }
        let t = visit.t
        return visit.cyclePage(
            cycle, .scans, title: t(sheet.title), intro: t(sheet.intro), step: t("Begin"), status: status,
            """
            <p class="narrow">\(t("Vul de scan samen in, aan een tafel of in een overleg. Een persoon typt. Ben je het niet eens? Zet dat bij de opmerking."))</p>\
            \(Self.startForm(visit, state, action: cycle.path(.scans) + "/nieuw/\(try Self.kind(visit).rawValue)", back: cycle.path(.scans), label: t("Begin")))
            """)
    }

    private func changePage(_ visit: Visit, _ cycle: PolicyCycle, _ run: ScanRun, _ state: FormState, status: Int = 200)
        -> Reply
    {
        let t = visit.t
        return visit.cyclePage(
            cycle, .scans, title: t("Wijzig dag en deelnemers"), step: t(run.kind.sheet(content).title), status: status,
            Self.startForm(
                visit, state, action: run.path(cycle) + "/wijzigen", back: run.path(cycle), label: t("Bewaar")))
    }

    private static func startForm(_ visit: Visit, _ state: FormState, action: String, back: String, label: String)
        -> HTML
    {
        visit.form(
            action: action, classes: "stack narrow",
            """
            \(visit.errorSummary(StartScan.form, state))\(visit.fields(StartScan.form, state))\
            <p class="row"><button>\(label)</button>\(Part.button(visit.t("Terug"), back, quiet: true))</p>
            """)
    }

    private func runPage(_ visit: Visit) async throws -> Reply {
        try await house.database.read { [house, content] db in
            let (cycle, run) = try ScanDesk.readable(visit, in: db)
            let filled = try FilledScan.load(run, content, in: db)
            let day = run.state == .closed ? run.day : min(visit.today, cycle.lastDay)
            let known = try PolicyHistory.load(cycle, on: day, house: house, t: visit.t, now: visit.now, in: db)
            var warnings: [ScanWarning] = []
            if case .integral(let scan) = filled.sheet {
                warnings = ScanOverview.warnings(scan, facts: filled.facts, known: known, on: day)
            }
            return ScanRunPage(
                visit: visit, cycle: cycle, filled: filled, earlier: try earlier(run, cycle, in: db),
                warnings: warnings,
                visionYear: try AdoptedVision.latest(of: cycle.id, in: db)?.adoptedOn.year
            ).reply()
        }
    }

    /// Finished runs of the same scan on an earlier day, the oldest first.
    func earlier(_ run: ScanRun, _ cycle: PolicyCycle, in db: any SQLConnection) throws -> [FilledScan] {
        let runs = try ScanRun.finished(upTo: cycle, in: db).filter { other in
            other.kind == run.kind && other.id != run.id && (other.day, other.createdAt) < (run.day, run.createdAt)
        }
        return try FilledScan.load(runs, content, in: db)
    }
}
