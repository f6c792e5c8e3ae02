/// The small parts of a workbook: relations, the list of sheets, shared texts, styles.
enum ExcelParts {
    struct Relation: Equatable {
        var id: String
        var type: String
        var target: String
    }

    struct Book {
        struct Sheet {
            var name: String
            var relation: String
            var isHidden: Bool
        }
        var sheets: [Sheet] = []
        var from1904 = false
    }

    static func relations(_ bytes: [UInt8], folder: String) throws(XMLReader.Failure) -> [Relation] {
        var relations: [Relation] = []
        var reader = try XMLReader(bytes)
        while let event = try reader.next() {
            guard case .open("Relationship", let attributes) = event, attributes.value("TargetMode") != "External",
                let id = attributes.value("Id"), let type = attributes.value("Type"),
                let target = attributes.value("Target")
            else { continue }
            relations.append(Relation(id: id, type: type, target: ExcelPath.resolved(target, from: folder)))
        }
        return relations
    }

    static func book(_ bytes: [UInt8]) throws(XMLReader.Failure) -> Book {
        var book = Book()
        var reader = try XMLReader(bytes)
        while let event = try reader.next() {
            guard case .open(let name, let attributes) = event else { continue }
            if name == "workbookPr" { book.from1904 = ["1", "true"].contains(attributes.value("date1904") ?? "") }
            if name == "sheet", let title = attributes.value("name"),
                let relation = attributes.first(where: { $0.name.hasSuffix(":id") })?.value
            {
                book.sheets.append(
                    .init(
                        name: title, relation: relation, isHidden: (attributes.value("state") ?? "visible") != "visible"
                    ))
            }
        }
        return book
    }

    /// One text an item, its runs joined; readings of Japanese are left out.
    static func strings(_ bytes: [UInt8], limit: Int) throws(XMLReader.Failure) -> [String] {
        var strings: [String] = []
        var reader = try XMLReader(bytes)
        while let event = try reader.next() {
            guard case .open("si", _) = event else { continue }
            strings.append(try text(&reader))
            if strings.count > limit { break }
        }
        return strings
    }

    /// The text of an `si` or `is` element that was just opened.
    static func text(_ reader: inout XMLReader) throws(XMLReader.Failure) -> String {
        var text = ""
        var depth = 1
        var isText = false
        while depth > 0 {
            switch try reader.next() {
            case .open("rPh", _): try reader.skipElement()
            case .open(let name, _):
                depth += 1
                isText = name == "t"
            case .close:
                depth -= 1
                isText = false
            case .text(let piece): if isText { text += piece }
            case nil: return text
            }
        }
        return ExcelText.decoded(text)
    }

    /// For each style of a cell, whether it shows a number as a date or a time.
    static func dateStyles(_ bytes: [UInt8]) throws(XMLReader.Failure) -> [Bool] {
        var own: [Int: Bool] = [:]
        var styles: [Bool] = []
        var isInside = false
        var reader = try XMLReader(bytes)
        while let event = try reader.next() {
            switch event {
            case .open("numFmt", let attributes):
                guard let id = attributes.value("numFmtId").flatMap({ Int($0) }),
                    let code = attributes.value("formatCode")
                else { continue }
                own[id] = isDate(code)
            case .open("cellXfs", _): isInside = true
            case .close("cellXfs"): isInside = false
            case .open("xf", let attributes):
                guard isInside, styles.count < 100_000 else { continue }
                let id = attributes.value("numFmtId").flatMap { Int($0) } ?? 0
                styles.append(own[id] ?? isBuiltInDate(id))
            default: continue
            }
        }
        return styles
    }

    /// ECMA-376 part 1, 18.8.30: the formats that every program knows by number.
    private static func isBuiltInDate(_ id: Int) -> Bool {
        (14...22).contains(id) || (27...36).contains(id) || (45...47).contains(id) || (50...58).contains(id)
    }

    /// A format with a letter of a date outside quotes, brackets and escapes. Dutch Excel saves the English letters.
    static func isDate(_ code: String) -> Bool {
        var isQuoted = false
        var isBracketed = false
        var isEscaped = false
        for character in code.lowercased() {
            if isEscaped {
                isEscaped = false
                continue
            }
            switch character {
            case "\\" where !isQuoted, "_" where !isQuoted, "*" where !isQuoted: isEscaped = true
            case "\"": isQuoted.toggle()
            case "[" where !isQuoted: isBracketed = true
            case "]" where !isQuoted: isBracketed = false
            case ";" where !isQuoted && !isBracketed: return false
            case "d", "m", "y", "h", "s":
                if !isQuoted && !isBracketed { return true }
            default: continue
            }
        }
        return false
    }
}

extension [XMLReader.Attribute] {
    /// The value of the attribute without prefix.
    func value(_ name: String) -> String? { first { $0.name == name }?.value }
}
