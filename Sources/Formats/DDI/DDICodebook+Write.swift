import Core

extension DDICodebook {
    /// The file, UTF-8. Elements without content are left out; those that stand follow the order of the schema.
    package var xml: [UInt8] {
        var writer = XMLWriter()
        writer.open(
            "codeBook",
            [
                ("xmlns", "ddi:codebook:2_5"), ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
                (
                    "xsi:schemaLocation",
                    "ddi:codebook:2_5 http://www.ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd"
                ), ("version", "2.5"), ("xml:lang", language),
            ])
        study(&writer)
        file(&writer)
        writer.open("dataDscr")
        let names = DDINames(groups.map(\.name) + variables.map(\.name))
        for (index, group) in groups.enumerated() {
            let members = group.variables.compactMap { member in
                variables.firstIndex { $0.name == member }.map { names.ids[groups.count + $0] }
            }
            writer.open(
                "varGrp",
                [
                    ("ID", names.ids[index]), ("type", group.isMultiple ? "multipleResp" : "grid"),
                    ("var", members.joined(separator: " ")), ("name", group.name),
                ])
            element(&writer, "labl", group.label)
            writer.close("varGrp")
        }
        for (index, variable) in variables.enumerated() {
            write(variable, id: names.ids[groups.count + index], &writer)
        }
        writer.close("dataDscr")
        writer.close("codeBook")
        return writer.output
    }

    private func study(_ writer: inout XMLWriter) {
        writer.open("stdyDscr")
        writer.open("citation")
        writer.open("titlStmt")
        writer.element("titl", title)
        writer.element("IDNo", id)
        writer.close("titlStmt")
        if !producer.isEmpty {
            writer.open("prodStmt")
            writer.element("producer", producer)
            writer.close("prodStmt")
        }
        writer.close("citation")
        writer.open("stdyInfo")
        element(&writer, "abstract", abstract)
        if firstDay != nil || lastDay != nil || !universe.isEmpty {
            writer.open("sumDscr")
            if let day = firstDay { writer.element("collDate", day.iso, [("date", day.iso), ("event", "start")]) }
            if let day = lastDay { writer.element("collDate", day.iso, [("date", day.iso), ("event", "end")]) }
            element(&writer, "universe", universe)
            writer.close("sumDscr")
        }
        writer.close("stdyInfo")
        if !mode.isEmpty || !source.isEmpty || !response.isEmpty {
            writer.open("method")
            if !mode.isEmpty || !source.isEmpty {
                writer.open("dataColl")
                element(&writer, "collMode", mode)
                if !source.isEmpty {
                    writer.open("sources")
                    writer.element("dataSrc", source)
                    writer.close("sources")
                }
                writer.close("dataColl")
            }
            if !response.isEmpty {
                writer.open("anlyInfo")
                writer.element("respRate", response)
                writer.close("anlyInfo")
            }
            writer.close("method")
        }
        writer.close("stdyDscr")
    }

    private func file(_ writer: inout XMLWriter) {
        guard !fileName.isEmpty else { return }
        writer.open("fileDscr", [("ID", "F1")])
        writer.open("fileTxt")
        writer.element("fileName", fileName)
        writer.open("dimensns")
        if let records { writer.element("caseQnty", String(records)) }
        writer.element("varQnty", String(variables.count))
        writer.close("dimensns")
        writer.close("fileTxt")
        writer.close("fileDscr")
    }

    private func write(_ variable: Variable, id: String, _ writer: inout XMLWriter) {
        var attributes: [(StaticString, String)] = [
            ("ID", id), ("name", variable.name), ("intrvl", variable.kind == .continuous ? "contin" : "discrete"),
        ]
        if !fileName.isEmpty { attributes.append(("files", "F1")) }
        writer.open("var", attributes)
        element(&writer, "labl", variable.label)
        if !variable.question.isEmpty {
            writer.open("qstn")
            writer.element("qstnLit", variable.question)
            element(&writer, "ivuInstr", variable.hint)
            writer.close("qstn")
        }
        element(&writer, "universe", variable.universe)
        for category in variable.categories {
            writer.open("catgry", category.isMissing ? [("missing", "Y")] : [])
            writer.element("catValu", category.value)
            element(&writer, "labl", category.label)
            writer.close("catgry")
        }
        let format: [(StaticString, String)] =
            switch variable.kind {
            case .text: [("type", "character")]
            case .day: [("type", "character"), ("category", "date")]
            default: [("type", "numeric")]
            }
        writer.empty("varFormat", format)
        writer.close("var")
    }

    private func element(_ writer: inout XMLWriter, _ name: StaticString, _ text: String) {
        if !text.isEmpty { writer.element(name, text) }
    }
}

/// Identifiers for elements: a letter first, no blanks, none twice (XML 1.0, "ID").
private struct DDINames {
    let ids: [String]

    init(_ names: [String]) {
        var taken: Set<String> = []
        ids = names.map { name in
            let kept = "V_" + name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
            var id = kept
            var number = 2
            while !taken.insert(id).inserted {
                id = "\(kept)_\(number)"
                number += 1
            }
            return id
        }
    }
}
