import Community
import Core
import Web

extension StepPages {
    static let fileForm = Form([
        Field(
            "bestand", Text("Kies een bestand"), .file(accept: StepFile.accept),
            hint: Text(
                "Pdf, Word, Excel, ODT, afbeelding of tekst, hoogstens 5 MB. Zet er geen gegevens van mensen in."))
    ])

    // MARK: Tasks

    var taskSection: HTML {
        let list: HTML =
            view.tasks.isEmpty
            ? "<p class=\"soft\">\(t("Er zijn nog geen taken bij deze stap."))</p>"
            : "<ul class=\"tasks card\">\(view.tasks, row)</ul>"
        return
            "<section class=\"stack\"><h2 id=\"taken\">\(t("Taken"))</h2>\(list)\(if: mayChange, suggestions + newTask)</section>"
    }

    private func row(_ task: PlanTask) -> HTML {
        let due = task.due.map { t.date($0) } ?? t("geen datum")
        let chip: HTML =
            task.isDone
            ? Part.chip(t("klaar"), .good) : task.isLate(on: visit.today) ? Part.chip(t("te laat"), .bad) : .empty
        let who = task.ownerName ?? t("nog niemand")
        let hidden: HTML = "<span class=\"visually-hidden\">: \(task.title)</span>"
        let tick: HTML = visit.form(
            action: path.task(task.id) + (task.isDone ? "/heropen" : "/klaar"), classes: "inline",
            "<button class=\"quiet compact\">\(task.isDone ? t("Toch niet klaar") : t("Klaar"))\(hidden)</button>")
        let change: HTML =
            "<a class=\"button quiet compact\" href=\"\(path.task(task.id))\">\(t("Wijzig"))\(hidden)</a>"
        return """
            <li><span class="dot dot-vertalen" aria-hidden="true"></span><div><strong>\(task.title)</strong> \(chip)\
            <p class="small soft">\(who) · \(due)</p></div>\(if: mayChange, "<div class=\"row\">\(tick)\(change)</div>")</li>
            """
    }

    private var suggestions: HTML {
        guard !view.suggestions.isEmpty else { return .empty }
        let why =
            view.cycle.councilDay == nil
            ? t("Er is nog geen datum voor de raad. De datums tellen daarom vooruit vanaf vandaag.")
            : t("De datums tellen terug vanaf de dag dat de raad beslist.")
        return """
            <div class="card stack"><h3>\(t("Voorstel voor taken"))</h3><ul>\(view.suggestions, { item in
                "<li>\(t(item.task.text))\(item.day, { " <span class=\"soft\">– \(t.date($0))</span>" })</li>"
            })</ul><p class="small soft">\(why)</p>\
            <p>\(visit.buttonForm(action: path.step(content.number) + "/taken/voorstel", label: t("Neem deze taken over"), classes: "quiet"))</p></div>
            """
    }

    private var newTask: HTML {
        let form = PlanTask.form(owners: view.owners)
        let state = back?.place == .task ? back?.state ?? form.filled() : form.filled()
        return """
            <details class="card"\(flag: "open", back?.place == .task)><summary>\(t("Zet er een eigen taak bij"))</summary>\
            \(visit.form(action: path.step(content.number) + "/taken", classes: "stack", "\(visit.fields(form, state))<p><button>\(t("Zet erbij"))</button></p>"))</details>
            """
    }

    // MARK: People

    var peopleSection: HTML {
        let known = Set(view.people.map(\.name))
        let ideas = content.involve.map { t($0.text) }.filter { !known.contains($0) }
        let list: HTML =
            view.people.isEmpty
            ? .empty
            : "<ul class=\"plain\">\(view.people, someone)</ul>"
        let proposals: HTML =
            ideas.isEmpty
            ? .empty
            : """
            <p class="small soft">\(t("Denk aan:"))</p><ul class="plain small">\(ideas, { "<li>\($0)</li>" })</ul>\
            \(if: mayChange, visit.buttonForm(action: path.step(content.number) + "/mensen/voorstel", label: t("Neem over")))
            """
        let state = back?.place == .people ? back?.state ?? StepPerson.form.filled() : StepPerson.form.filled()
        let add: HTML =
            mayChange
            ? visit.form(
                action: path.step(content.number) + "/mensen", classes: "stack",
                "\(visit.fields(StepPerson.form, state))<p><button class=\"quiet compact\">\(t("Zet erbij"))</button></p>"
            )
            : .empty
        return "<section class=\"card stack\"><h2 class=\"h3\">\(t("Mensen"))</h2>\(list)\(proposals)\(add)</section>"
    }

    private func someone(_ person: StepPerson) -> HTML {
        "<li class=\"row apart\"><span>\(person.name)</span>\(if: mayChange, removal(person))</li>"
    }

    private func removal(_ person: StepPerson) -> HTML {
        visit.form(
            action: path.person(person.id) + "/weg", classes: "inline",
            "<input type=\"hidden\" name=\"stap\" value=\"\(content.number)\"><button class=\"quiet compact\">\(t("Weg"))<span class=\"visually-hidden\">: \(person.name)</span></button>"
        )
    }

    // MARK: Files

    var fileSection: HTML {
        let list: HTML =
            view.files.isEmpty
            ? "<p class=\"soft\">\(t("Nog geen bestanden."))</p>"
            : "<ul class=\"plain\">\(view.files, file)</ul>"
        let add: HTML =
            mayChange
            ? visit.form(
                action: path.step(content.number) + "/bestanden", files: true, classes: "stack",
                """
                \(visit.fields(Self.fileForm, back?.place == .file ? back?.state ?? FormState() : FormState()))\
                <p><button class="quiet compact">\(t("Bewaar het bestand"))</button></p>
                """) : .empty
        return "<section class=\"card stack\"><h2 class=\"h3\">\(t("Bestanden"))</h2>\(list)\(add)</section>"
    }

    private func file(_ file: StepFile) -> HTML {
        let size = file.size < 1_048_576 ? "\(max(1, file.size / 1024)) kB" : "\(file.size / 1_048_576) MB"
        let remove: HTML =
            mayChange
            ? visit.form(
                action: path.file(file.id) + "/weg", classes: "inline",
                "<input type=\"hidden\" name=\"stap\" value=\"\(content.number)\"><button class=\"quiet compact\">\(t("Weg"))<span class=\"visually-hidden\">: \(file.name)</span></button>"
            )
            : .empty
        return """
            <li><div class="row apart"><a href="\(path.file(file.id))" download>\(file.name)</a>\(remove)</div>\
            <span class="small soft">\(size) · \(PlanFrame.name(file.author, t)) · \(t.date(file.uploadedAt.day))</span></li>
            """
    }
}
