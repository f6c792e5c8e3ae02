import Core
import Storage
import Tabulation

/// The groups of the address book as the strata of the sample, for margins.
enum SampleStrata {
    /// Only where the book is the whole population: then the size of each group is known. It must hold every record, so
    /// not with answers by the open link, and every address must have a group.
    static func of(_ survey: Survey, _ data: DataSet, in db: any SQLConnection) throws -> DataSet.Strata? {
        guard let population = survey.population, data.count > 0,
            case .single(let codes, let options)? = data[SurveyColumns.stratum]?.values,
            codes.allSatisfy({ $0 >= Column.firstOption })
        else { return nil }
        let sizes = try sizes(survey, in: db)
        guard !sizes.isEmpty, sizes.values.reduce(0, +) == population else { return nil }
        let groups = codes.map { Int($0 - Column.firstOption) }
        var populations: [Int: Double] = [:]
        for (place, option) in options.enumerated() {
            // More answers than addresses: this is not the book they were drawn from.
            let records = groups.count { $0 == place }
            guard let size = sizes[option.label], size >= records else { return nil }
            populations[place] = Double(size)
        }
        return DataSet.Strata(groups: groups, populations: populations)
    }

    /// The addresses of each group, from the book or, once that is gone, from what was kept of it; nothing when some have
    /// no group.
    private static func sizes(_ survey: Survey, in db: any SQLConnection) throws -> [String: Int] {
        let book = try db.rows(
            "SELECT stratum, COUNT(*) AS amount FROM survey_address WHERE survey_id = \(survey.id) GROUP BY stratum"
        ).map { (name: try $0("stratum", as: String?.self), count: try $0("amount", as: Int.self)) }
        var groups = book
        if let kept = try FrozenAccount.find(survey.id, in: db), kept.frozenAt != nil {
            groups = kept.strata.map { (name: $0.name, count: $0.counts.values.reduce(0, +)) }
        }
        var sizes: [String: Int] = [:]
        for group in groups {
            guard let name = group.name else { return [:] }
            sizes[name, default: 0] += group.count
        }
        return sizes
    }
}
