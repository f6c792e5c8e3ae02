import Community
import Core
import Formats
import Web

/// One row as fields of the vacancy's form and of an organisation, with what a person must know of it.
struct ImportRow: Sendable {
    let line: Int
    let key: String
    let isSkipped: Bool
    let organisation: ImportOrganisation
    /// For `VacancyDraft.validated`; the place is settled later, with the database.
    var fields = Query()
    /// As the file says it, when it may be a Dutch postcode.
    var postcode: String?
    var problems: [ImportNote] = []
    var notices: [ImportNote] = []

    private let mapping: ImportMapping

    init(_ row: CSVRow, _ sheet: ImportSheet, today: Day) {
        let reader = sheet.reader
        mapping = sheet.mapping
        line = row.line
        key = reader.key(row)
        isSkipped = ImportCell.flag(reader.value(.skip, row)) == true
        organisation = ImportOrganisation(row, reader)
        if let earlier = sheet.earlier(key, than: line), !isSkipped {
            refuse(
                mapping.kind == .vacancies ? .key : .organisationKey,
                Text("Deze sleutel staat ook op regel \(earlier). Een regel komt maar één keer binnen."))
        }
        if key.utf8.count > 500 { refuse(.key, Text("Deze sleutel is te lang: hoogstens 500 tekens.")) }
        guard mapping.kind == .vacancies, !isSkipped else { return }
        for field in ImportField.allCases where mapping.rules[field] != nil {
            if let mark = field.mark {
                if flag(field, reader.value(field, row)) == true {
                    fields.append(VacancyForm.Name.marks, mark.rawValue)
                }
            } else if field.isFormField {
                read(field, row, reader)
            }
        }
        dropPastDays(today)
    }

    func column(_ field: ImportField) -> String {
        ImportCell.shortened(mapping.columns(of: field) ?? field.rawValue, to: 80)
    }

    mutating func refuse(_ field: ImportField, _ reason: Text) {
        problems.append(ImportNote(line: line, column: column(field), reason: reason))
    }

    /// For an error of the vacancy's form, by the name of its field.
    mutating func refuse(name: String, _ reason: Text) {
        let column = ImportField(rawValue: name).map { self.column($0) } ?? name
        problems.append(ImportNote(line: line, column: column, reason: reason))
    }

    /// Whether a cell of this field was refused already: that it is now empty is no news.
    func isRefused(_ name: String) -> Bool {
        guard let field = ImportField(rawValue: name) else { return false }
        return problems.contains { $0.column == column(field) }
    }

    mutating func notice(_ field: ImportField, _ reason: Text) {
        notices.append(ImportNote(line: line, column: column(field), reason: reason))
    }

    private mutating func read(_ field: ImportField, _ row: CSVRow, _ reader: ImportRowReader) {
        let value = reader.value(field, row)
        switch field.shape {
        case .list: list(field, reader.items(field, row))
        case .choice: choice(field, value)
        case .flag: if flag(field, value) == true { fields.append(field.rawValue, "ja") }
        case .day: day(field, value)
        case .postcode: readPostcode(value)
        case .text, .line: if !value.isEmpty { fields.append(field.rawValue, fitted(field, value)) }
        case .number, .hours: if !value.isEmpty { fields.append(field.rawValue, value) }
        }
    }

    private mutating func choice(_ field: ImportField, _ value: String) {
        if value.isEmpty { return }
        if let code = field.code(of: value) {
            fields.append(field.rawValue, code)
        } else if let fallback = mapping.rules[field]?.fallback {
            fields.append(field.rawValue, fallback)
        } else {
            refuse(
                field, Text("‘\(short(value))’ kennen we niet. Zet het bij de waarden van dit veld in de koppeling."))
        }
    }

    private mutating func list(_ field: ImportField, _ items: [String]) {
        var taken: Set<String> = []
        for item in items {
            if let code = field.code(of: item) {
                if taken.insert(code).inserted { fields.append(field.rawValue, code) }
            } else if mapping.rules[field]?.values.isEmpty ?? true {
                notice(field, Text("‘\(short(item))’ kennen we niet en is weggelaten."))
            }
        }
    }

    private mutating func flag(_ field: ImportField, _ value: String) -> Bool? {
        if value.isEmpty { return nil }
        if let flag = ImportCell.flag(value) { return flag }
        let rule = mapping.rules[field]
        // With a table, what is not in it is no.
        if let rule, !rule.values.isEmpty { return rule.fallback.flatMap(ImportCell.flag) ?? false }
        refuse(field, Text("‘\(short(value))’ is geen ja of nee."))
        return nil
    }

    private mutating func day(_ field: ImportField, _ value: String) {
        if value.isEmpty { return }
        guard let day = ImportCell.day(value) else {
            refuse(field, Text("‘\(short(value))’ is geen datum. Schrijf 2026-11-21 of 21-11-2026."))
            return
        }
        fields.append(field.rawValue, day.iso)
    }

    private mutating func readPostcode(_ value: String) {
        if value.isEmpty { return }
        guard Validation.postcode(value) != nil || Validation.postcode4(value) != nil else {
            notice(.postcode, Text("‘\(short(value))’ is geen Nederlandse postcode en is weggelaten."))
            return
        }
        postcode = value
    }

    /// The text as the form may have it, or as it is when the mapping does not shorten: then the form refuses it.
    private mutating func fitted(_ field: ImportField, _ value: String) -> String {
        guard mapping.shortens, let limit = Self.limits[field.rawValue], value.count > limit else { return value }
        notice(field, Text("Ingekort tot \(limit) tekens."))
        return ImportCell.shortened(value, to: limit)
    }

    /// Work that is over may come in without its days when the mapping says so; the centre then looks at it.
    private mutating func dropPastDays(_ today: Day) {
        guard mapping.pastDays == .drop else { return }
        func day(_ field: ImportField) -> Day? { fields[field.rawValue].flatMap(Day.init(iso:)) }
        let isOnce = fields[ImportField.rhythm.rawValue] == Rhythm.once.rawValue
        if let last = day(.lastDay) {
            guard last < today else { return }
            drop(.lastDay, last)
        } else if !isOnce {
            return
        }
        if let first = day(.firstDay), first < today { drop(.firstDay, first) }
    }

    private mutating func drop(_ field: ImportField, _ day: Day) {
        fields = fields.removing(field.rawValue)
        notice(field, Text("\(day.iso) is al geweest en is weggelaten."))
    }

    private func short(_ value: String) -> String { ImportCell.shortened(value, to: 60) }

    private static let limits: [String: Int] = Dictionary(
        VacancyForm.form(.complete).fields.map { ($0.name, $0.limit) }
    ) { first, _ in first }
}
