import Community
import Core
import Questionnaires
import Storage
import Tabulation
import Web

/// What a publication is made of: the answers as they are counted now, and all that readers were told before.
///
/// Counting and guarding take their time, so both happen while reading; the transaction that writes only looks whether
/// the stamp is still the same.
struct PublicationBasis: Sendable {
    let results: ResultsData
    /// The same answers with the labels of the other languages of the site.
    let others: [(t: Texts, results: ResultsData)]
    /// What was told of the survey, with the titles it was told under; the oldest first.
    var told: [Told]
    let stamp: [String]

    struct Told: Sendable {
        let title: String
        let publication: Disclosure.Publication
    }

    static func load(_ survey: Survey, house: House, in db: any SQLConnection) throws -> PublicationBasis {
        // The stamp first: what changes while the rest is read shows when it is written.
        let stamp = try stamp(survey, in: db)
        let others = Language.allCases.map { house.t($0) }.filter { $0.language != .dutch }
        return PublicationBasis(
            results: try ResultsData.load(survey, t: .dutch, in: db),
            others: try others.map { t in (t: t, results: try ResultsData.load(survey, t: t, in: db)) },
            told: try PublishedTable.told(of: survey.id, in: db), stamp: stamp)
    }

    /// What changes whenever a table would be counted or guarded otherwise.
    static func stamp(_ survey: Survey, in db: any SQLConnection) throws -> [String] {
        var stamp = try SurveyShelf.stamp(survey, in: db) ?? []
        stamp += [survey.state.rawValue, "\(survey.leastCell)", "\(survey.leastBase)"]
        let open = try OpenChannel.of(survey, in: db)
        let coding = try OpenCoding.stamp(survey.id, in: db)
        stamp += ["\(open.count)", "\(open.isCounted)", coding]
        if let weighting = try SurveyWeighting.find(survey.id, in: db) { stamp.append(try Stored.write(weighting)) }
        let publications = try db.count("SELECT COUNT(*) FROM survey_publication WHERE survey_id = \(survey.id)")
        stamp.append("\(publications)")
        return stamp
    }

    /// Counts the table and hides what may not be told.
    ///
    /// With weights no cell may be hidden: the number of answers beside the sum of their weights would be two equations
    /// for two hidden cells of a row.
    ///
    /// - Throws: `WebError.badRequest` when the survey is still open, nothing of the table may be shown, or it is too
    ///   large to guard.
    func draft(_ table: SavedTable) throws -> PublicationDraft {
        let survey = results.survey
        guard survey.state == .closed || survey.kind == .imported else {
            throw WebError.badRequest(
                Text("De enquête loopt nog. Publiceer als hij gesloten is: dan veranderen de cijfers niet meer."))
        }
        let counted: CountedTable
        do { counted = try data.table(table.request) } catch { throw WebError.badRequest(error.text) }
        guard results.rule.canGuard(counted) else { throw WebError.badRequest(CountedTable.Fault.tooLarge.text) }
        let before = told.map(\.publication)
        if let place = results.rule.outdated(before, for: table.request, of: data) {
            throw WebError.badRequest(
                Text(
                    "Sinds “\(told[place].title)” openbaar werd, zijn de antwoorden waarmee je telt veranderd. De open link telt anders mee, een open antwoord staat in een andere categorie, of iemand liet een antwoord wissen. Wie die tabel naast deze legt, rekent uit wat een paar mensen zeiden. Zet de telling terug zoals ze toen was, of publiceer een tabel over andere vragen."
                ))
        }
        let (shown, publication) = results.rule.protect(counted, of: data, published: before)
        guard !shown.isEmpty else {
            throw WebError.badRequest(
                Text(
                    "Van “\(table.title)” mag niets naar buiten: er zitten te weinig antwoorden achter, of je zou eruit kunnen afleiden wat een andere tabel verbergt."
                ))
        }
        // A list has lost the rows that are hidden: the publication still knows of them.
        if table.request.isWeighted, publication.hidden.contains(where: { $0.contains(true) }) {
            throw WebError.badRequest(
                Text(
                    "“\(table.title)” is gewogen, en er is een cijfer in afgeschermd. Met de gewogen cijfers kun je dat uitrekenen. Publiceer de tabel zonder weging, of kies minder antwoorden."
                ))
        }
        return PublicationDraft(table: table, content: content(table, shown.withoutWeights), told: publication)
    }

    /// The answers as they may be told.
    private var data: DataSet { results.rule.hidesNothing ? results.data : results.data.withoutStrata }

    private func content(_ table: SavedTable, _ shown: CountedTable) -> PublishedTable.Content {
        let request = table.request
        let isWeighted = request.isWeighted
        var translations: [String: PublishedTable.Translation] = [:]
        for (t, other) in others {
            guard let labels = try? other.data.table(request) else { continue }
            translations[t.language.rawValue] = PublishedTable.Translation(
                isComplete: results.questionnaire.languages.contains(t.language.rawValue),
                title: translatedTitle(table, other, t), rows: labels.labels(for: shown.rows, \.rows),
                columns: labels.labels(for: shown.columns, \.columns), question: other.text(of: request.rows),
                weighting: isWeighted ? other.weighting?.sentence(t) : nil, open: other.open.sentence(t))
        }
        return PublishedTable.Content(
            table: shown, question: results.text(of: request.rows), population: results.data.population,
            leastCell: results.survey.leastCell, leastBase: results.survey.leastBase,
            weighting: isWeighted ? results.weighting?.sentence(.dutch) : nil, open: results.open.sentence(.dutch),
            picture: table.picture?.rawValue, isStratified: data.strata == nil ? nil : true,
            translations: translations.isEmpty ? nil : translations)
    }

    /// A title that nobody chose is a question, and a question is translated; other titles stay as they were typed.
    private func translatedTitle(_ table: SavedTable, _ other: ResultsData, _ t: Texts) -> String? {
        let (ours, theirs) = (results.ownTitles(table.request, .dutch), other.ownTitles(table.request, t))
        return zip(ours, theirs).first { $0.0 == table.title }?.1
    }
}

extension ResultsData {
    /// What a table is called by itself: by what stands in it, by its question, by that with the page before it.
    fileprivate func ownTitles(_ request: TableRequest, _ t: Texts) -> [String] {
        let own = title(of: request, t)
        let question = text(of: request.rows) ?? own
        let page = questionnaire.blocks.first { $0.questions.contains { $0.id == request.rows } }?.title?(language)
        return [own, question, page.map { "\($0): \(question)" } ?? question]
    }
}

/// A table that is counted and guarded, ready to be made public.
struct PublicationDraft: Sendable {
    let table: SavedTable
    let content: PublishedTable.Content
    let told: Disclosure.Publication
}

extension CountedTable {
    /// The labels that this table has for the headings of another.
    fileprivate func labels(for headings: [Heading], _ side: (CountedTable) -> [Heading]) -> [String] {
        headings.map { heading in
            side(self).first { $0.code == heading.code && $0.name == heading.name }?.label ?? heading.label
        }
    }
}
