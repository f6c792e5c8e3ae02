import Core
import Web

/// The pages of one participant: the statements, the check, the wait, the own result.
struct TypeTestTakePages {
    let visit: Visit
    let session: TypeTestSession
    let participant: TypeTestParticipant
    let content: TypeTestContent
    /// The participant's own address.
    let path: String
    private var t: Texts { visit.t }
    private var words: TypeTestWords { TypeTestWords(t: visit.t, content: content) }

    static func form(_ content: TypeTestContent, t: Texts) -> Form {
        Form(
            content.inOrder.map { statement in
                Field(
                    field(statement.number), Text("\(String(statement.number)). \(t(statement.statement))"),
                    .radios([
                        .init("a", Text("\("a. " + t(statement.a))")), .init("b", Text("\("b. " + t(statement.b))")),
                    ]), hint: Text("\(t(statement.explanation))"))
            })
    }

    static func field(_ number: Int) -> String { "stelling-\(number)" }

    /// What was sent of the form, as answers.
    static func answers(_ sent: Query, _ content: TypeTestContent) -> TypeTestAnswers {
        var answers = TypeTestAnswers(count: content.statements.count)
        for statement in content.statements {
            let value = sent[field(statement.number)] ?? ""
            answers[number: statement.number] = value == "a" ? .a : value == "b" ? .b : .none
        }
        return answers
    }

    func statements(_ viewpoint: TypeTestViewpoint) -> Reply {
        let form = Self.form(content, t: t)
        var values: [String: String] = [:]
        for statement in content.statements where participant[viewpoint][number: statement.number] != .none {
            values[Self.field(statement.number)] = String(participant[viewpoint][number: statement.number].rawValue)
        }
        let place = (session.viewpoints.firstIndex(of: viewpoint) ?? 0) + 1
        let title =
            session.viewpoints.count > 1
            ? t("Deel \(place) van \(session.viewpoints.count): \(words.name(viewpoint))") : words.name(viewpoint)
        let body: HTML = """
            <input type="hidden" name="blik" value="\(viewpoint.rawValue)">\(visit.fields(form, form.filled(values)))\
            <div class="row"><button name="verder" value="ja">\(t("Verder"))</button><button class="quiet" name="bewaar" value="ja">\(t("Bewaar en ga later verder"))</button></div>
            """
        return visit.simplePage(
            title, intro: t("Kies wat het dichtst bij jouw mening ligt."),
            "<p class=\"small soft\">\(session.title)</p>\(visit.form(action: path, classes: "stack tt-ask", body))")
    }

    /// The last look before sending in.
    func check() -> Reply {
        let parts: HTML = """
            \(session.viewpoints, { viewpoint in
                let missing = participant[viewpoint].missing
                return "<li class=\"row apart\"><span>\(words.name(viewpoint)): \(missing == 0 ? t("alles beantwoord") : t.plural(missing, "1 stelling open", "\(missing) stellingen open"))</span><a href=\"\(path)?blik=\(viewpoint.rawValue)\">\(t("Wijzig"))</a></li>"
            })
            """
        let isComplete = session.viewpoints.allSatisfy { participant[$0].isComplete }
        let warning: HTML =
            isComplete
            ? .empty
            : Part.notice(
                t(
                    "Je liet iets open. Dan tel je niet mee in het beeld van de groep. \(t(content.scoring.missing.explanation))"
                ))
        return visit.simplePage(
            t("Klaar om in te sturen?"), intro: t("Na het insturen kun je niets meer wijzigen."),
            """
            \(warning)<div class="card"><ul class="plain">\(parts)</ul></div>\
            \(visit.form(action: path + "/insturen", "<p class=\"row\"><button>\(t("Stuur in"))</button></p>"))
            """)
    }

    func waiting() -> Reply {
        visit.simplePage(
            t("Je antwoorden zijn binnen"), intro: t("Dank je wel. De uitslag komt als de test gesloten is."),
            """
            <p>\(t("Bewaar het adres van deze pagina. Dan zie je straks waar jij staat, en waar de groep staat."))</p>\
            <p>\(Part.button(t("Is de uitslag er al?"), path, quiet: true))</p>
            """)
    }

    func closed() -> Reply {
        visit.simplePage(
            t("De test is gesloten"), intro: t("Je antwoorden zijn niet ingestuurd. Ze tellen niet mee."),
            "<p>\(t("Vraag wie jou uitnodigde of de test nog even open kan."))</p>")
    }

    /// Where the participant stands, and where the group does.
    func own(_ result: TypeTestResult) -> Reply {
        visit.page(
            t("Jouw uitslag"),
            """
            <div class="wrap stack page"><h1>\(t("Jouw uitslag"))</h1><p class="lead">\(session.title). \(t("Alleen jij ziet deze pagina."))</p>\
            \(result.outcomes, section)<p>\(t(content.closing))</p>\(content.source.markup(t))</div>
            """)
    }

    private func section(_ outcome: TypeTestOutcome) -> HTML {
        let score = TypeTestScore(participant[outcome.viewpoint], content: content)
        var square = TypeTestQuadrant(words: words, outcome)
        if score.isComplete {
            square.own = .init(scope: Double(score.scope.count), steering: Double(score.steering.count))
        }
        let group: HTML =
            "\(words.reserve(outcome) ?? words.headline(outcome) + ".", { "<p>\($0)</p>" } as (String) -> HTML)"
        return """
            <section class="stack"><h2>\(words.name(outcome.viewpoint))</h2><div class="tt-two"><div class="card">\(square.svg)</div>\
            <div class="stack"><div class="card stack edge-vertalen">\(own(score))</div><div class="card stack"><h3>\(t("De groep"))</h3>\(group)\
            <p class="small soft">\(words.people(outcome)).</p></div></div></div></section>
            """
    }

    private func own(_ score: TypeTestScore) -> HTML {
        guard let type = content.type(score.type) else {
            return """
                <h3>\(t("Nog geen type"))</h3><p>\(t(content.scoring.missing.explanation))</p>
                """
        }
        let neighbours = score.neighbours(content)
        let border: HTML =
            neighbours.isEmpty
            ? .empty
            : "<p>\(t("Je zit op de grens. Met één ander antwoord was het: \(neighbours.map(words.name).joined(separator: t(" of ")))."))</p>"
        return """
            <h3>\(t("Jij: \(words.name(type))"))</h3><p>\(t(type.description))</p>\
            <p class="small soft">\(words.place(.init(scope: Double(score.scope.count), steering: Double(score.steering.count))))</p>\(border)\
            <details><summary>\(t("Sterk, let op, kansen"))</summary>\(TypeTestTypeCard(t: t, type: type).lists(level: 3))</details>
            """
    }
}
