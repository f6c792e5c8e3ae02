import Core
import Questionnaires
import Web

/// Says why figures do not stand beside each other, and shows what was asked otherwise.
struct GapMarkup {
    let t: Texts

    // MARK: Waves

    /// What stands under a series about a wave.
    ///
    /// - Parameter label: of a column that the table is split or filtered by.
    func note(_ gap: WaveComparison.Gap, rows: String, label: (String) -> String) -> HTML {
        let sentence: HTML =
            switch gap.reason {
            case .notAsked(let column) where column != rows:
                named(gap, t("De vraag ‘\(label(column))’ stond er toen niet bij. Daarom vergelijken we niet."))
            case .other(let column, _) where column != rows:
                named(gap, t("De vraag ‘\(label(column))’ stond er toen anders. Daarom vergelijken we niet."))
            default: gap.isLast ? "\(lastTime(gap.reason))" : named(gap, thatTime(gap.reason))
            }
        return "<div class=\"stack\"><p class=\"small\">\(sentence)</p>\(details(gap.reason, of: gap.wave))</div>"
    }

    private func named(_ gap: WaveComparison.Gap, _ sentence: String) -> HTML {
        "<strong>\(gap.wave):</strong> \(sentence)"
    }

    /// A question of the list of all that is not compared with the last time.
    func item(_ question: String, _ reason: WaveGap, lang: String?) -> HTML {
        """
        <details><summary\(attribute: "lang", lang)>\(question)</summary><div class="stack"><p class="small">\(lastTime(reason))</p>\(details(reason, of: question))</div></details>
        """
    }

    private func lastTime(_ reason: WaveGap) -> String {
        switch reason {
        case .notAsked: t("In de vorige ronde stond deze vraag er niet bij.")
        case .other: t("In de vorige ronde stond deze vraag er anders. Daarom vergelijken we niet.")
        case .inPart: t("In de vorige ronde was deze vraag deels anders. We vergelijken alleen wat gelijk bleef.")
        case .uncounted: t("In de vorige ronde konden we deze vraag niet tellen.")
        }
    }

    private func thatTime(_ reason: WaveGap) -> String {
        switch reason {
        case .notAsked: t("Deze vraag stond er toen niet bij.")
        case .other: t("Deze vraag stond er toen anders. Daarom vergelijken we niet.")
        case .inPart: t("Deze vraag was toen deels anders. We vergelijken alleen wat gelijk bleef.")
        case .uncounted: t("Deze vraag konden we toen niet tellen.")
        }
    }

    private func details(_ reason: WaveGap, of name: String) -> HTML {
        switch reason {
        case .other(_, let change), .inPart(let change): table(change, of: name, before: t("Toen"), now: t("Nu"))
        case .notAsked, .uncounted: .empty
        }
    }

    // MARK: What differs

    /// Both wordings beside each other, and the answers and rows that came, went or changed.
    ///
    /// - Parameters:
    ///   - name: what tells the table from others on its page.
    ///   - before: the heading above how it was.
    ///   - now: the heading above how it is.
    func table(_ change: QuestionChange, of name: String, before: String, now: String) -> HTML {
        let lang = change.language.flatMap { $0 == t.language.rawValue ? nil : $0 }
        func line(_ what: String, _ before: String?, _ now: String?) -> [HTML] {
            let cells: [HTML] = [before, now].map { words in
                guard let words else { return "<span class=\"soft\">\(t("staat er niet bij"))</span>" }
                return words.isEmpty ? "–" : "<span\(attribute: "lang", lang)>\(words)</span>"
            }
            return ["\(what)"] + cells
        }
        func lines(_ what: String, _ list: QuestionChange.List) -> [[HTML]] {
            let changed = list.changed.map { pair -> [HTML] in
                let isCounted =
                    pair.before.isMissing != pair.now.isMissing || pair.before.isExclusive != pair.now.isExclusive
                return line(what, words(pair.before, isCounted), words(pair.now, isCounted))
            }
            let added = list.added.map { line(what, nil, $0.label) }
            return changed + added + list.removed.map { line(what, $0.label, nil) }
        }
        var rows: [[HTML]] = []
        if let text = change.text { rows.append(line(t("Vraag"), text.before, text.now)) }
        if let kind = change.kind {
            rows.append(["\(t("Soort vraag"))", "\(word(kind.before))", "\(word(kind.now))"])
        }
        if let unit = change.unit { rows.append(line(t("Eenheid"), unit.before, unit.now)) }
        if let scale = change.scale { rows.append(line(t("Schaal"), words(scale.before), words(scale.now))) }
        rows += lines(t("Antwoord"), change.answers) + lines(t("Regel"), change.rows)
        let caption = t("Wat er verschilt") + ": " + name
        return Web.Table(caption, [.init(t("Wat")), .init(before), .init(now)], rows: rows).markup
    }

    private func word(_ kind: Question.Kind?) -> String { kind.map { t($0.label) } ?? "–" }

    /// `1 (slecht) – 10 (goed)`.
    private func words(_ scale: AskedQuestion.Scale?) -> String {
        guard let scale else { return "" }
        let words = TableWords(t: t)
        return [(scale.lowest, scale.lowLabel), (scale.highest, scale.highLabel)].map { end, label -> String in
            let number = end.map { words.number($0, decimals: $0 == $0.rounded() ? 0 : 1) } ?? "…"
            return label.isEmpty ? number : "\(number) (\(label))"
        }.joined(separator: " – ")
    }

    /// An answer, with how it counts where that is what changed.
    private func words(_ item: AskedQuestion.Item, _ isCounted: Bool) -> String {
        guard isCounted else { return item.label }
        var words = item.label
        if item.isMissing { words += " (" + t("telt als ‘weet niet’") + ")" }
        if item.isExclusive { words += " (" + t("kan niet naast een ander antwoord") + ")" }
        return words
    }
}
