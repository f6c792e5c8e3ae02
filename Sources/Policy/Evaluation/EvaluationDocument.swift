import Core
import Storage
import Web

/// Puts the evaluation together as a document: our conclusions first, then each section, then what readers said.
struct EvaluationDocument {
    let view: EvaluationView
    let place: String
    let t: Texts

    /// - Parameter finished: the day it was settled; `nil` for a draft. What is settled stays for good, so it names no
    ///   readers.
    func document(finished: Day?, today: Day) -> ReportDocument {
        var chapters = [ReportDocument.Chapter(title: t("Onze conclusies"), blocks: conclusions)]
        chapters += view.sections.map { .init(title: t($0.content.name), blocks: blocks($0)) }
        if !view.remarks.isEmpty {
            chapters.append(.init(title: t("Wat lezers opmerkten"), blocks: remarks(names: finished == nil)))
        }
        return ReportDocument(
            title: t("Evaluatie \(String(view.evaluation.year)) van “\(view.cycle.name)”"), place: place,
            state: finished.map { t("Vastgesteld op \(t.date($0))") } ?? t("Concept van \(t.date(today))"),
            chapters: chapters)
    }

    private var conclusions: [ReportBlock] {
        var blocks: [ReportBlock] = []
        blocks.append(
            view.evaluation.summary.isEmpty
                ? .paragraph(t("De conclusie over het geheel is nog niet geschreven."))
                : .markdown(view.evaluation.summary))
        blocks.append(goalTable)
        for line in view.goals {
            guard let conclusion = line.conclusion, let content = view.content.conclusion(conclusion.conclusion) else {
                continue
            }
            blocks.append(.heading("\(t(content.name)): \(line.goal.result)"))
            blocks.append(.paragraph(conclusion.reason))
            if !conclusion.follow.isEmpty { blocks.append(.paragraph(conclusion.follow)) }
        }
        return blocks + [.source(view.content.source)]
    }

    private var goalTable: ReportBlock {
        .table(
            caption: t("De doelen en onze conclusie"),
            columns: [
                .init(t("Doel")), .init(t("Begin"), number: true), .init(t("Nu"), number: true),
                .init(t("Streven"), number: true), .init(t("Stand")), .init(t("Conclusie")),
            ],
            rows: view.goals.map { line in
                [
                    line.goal.result, line.goal.words(line.goal.baseline, t),
                    line.reading?.value.map { line.goal.words($0, t) } ?? t("niet gemeten"),
                    line.goal.words(line.goal.target, t), line.reading.map { t($0.verdict.label) } ?? "–",
                    conclusion(line),
                ]
            })
    }

    private func conclusion(_ line: EvaluationView.GoalLine) -> String {
        guard let conclusion = line.conclusion else { return t("nog geen conclusie") }
        let name = view.content.conclusion(conclusion.conclusion).map { t($0.name) } ?? conclusion.conclusion
        guard let target = conclusion.newTarget else { return name }
        let day = conclusion.newDay.map { ", " + t.date($0) } ?? ""
        return "\(name): \(line.goal.words(target, t))\(day)"
    }

    private func blocks(_ section: EvaluationView.Section) -> [ReportBlock] {
        var blocks = section.told
        for question in section.content.questions {
            blocks.append(.heading(t(question.question)))
            let answer = view.answers[question.id]?.text ?? ""
            blocks.append(answer.isEmpty ? .paragraph(t("Nog niet beantwoord.")) : .markdown(answer))
        }
        return blocks
    }

    private func remarks(names: Bool) -> [ReportBlock] {
        view.remarks.flatMap { remark -> [ReportBlock] in
            let name = view.content.sections.first { $0.id == remark.section }.map { t($0.name) } ?? t("Het geheel")
            let author = names ? remark.author ?? t("iemand die weg is") : t("een lezer")
            var blocks: [ReportBlock] = [
                .heading(t("Bij “\(name)”, door \(author)")), .paragraph(remark.text),
            ]
            if let answer = remark.answer { blocks.append(.paragraph(t("Antwoord: \(answer)"))) }
            return blocks
        }
    }
}
