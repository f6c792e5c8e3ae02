/// Names of parts inside a workbook (ECMA-376 part 2, 8.3). They are keys of the archive, never paths of a disk.
enum ExcelPath {
    static func folder(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "" }
        return String(path[..<slash])
    }

    /// Where the relations of a part stand: `xl/workbook.xml` → `xl/_rels/workbook.xml.rels`.
    static func relations(of path: String) -> String {
        let folder = folder(path)
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return (folder.isEmpty ? "" : folder + "/") + "_rels/" + name + ".rels"
    }

    /// A target as it stands in a list of relations: from the root with a slash in front, else from the folder.
    static func resolved(_ target: String, from folder: String) -> String {
        var parts = target.hasPrefix("/") ? [] : folder.split(separator: "/").map(String.init)
        for part in target.split(separator: "/") {
            switch part {
            case ".": continue
            case "..": _ = parts.popLast()
            default: parts.append(String(part))
            }
        }
        return parts.joined(separator: "/")
    }
}
