import Core
import Yams

/// Reads YAML into a tree: scalars stay text, and anchors, aliases and tags are refused, so that a small file cannot
/// grow into a large one (OWASP, "XML external entities and entity expansion", for YAML).
enum YAMLReading {
    static func read(_ yaml: String) throws(QuestionnaireFault) -> Tree {
        if yaml.utf8.count > TreeReading.Limit.file { throw fault(Text("Dit bestand is te groot.")) }
        let node: Node?
        do {
            node = try Yams.compose(yaml: yaml)
        } catch let error as YamlError {
            throw fault(Text("Dit is geen bestand in de vorm YAML."), line: line(of: error))
        } catch {
            throw fault(Text("Dit is geen bestand in de vorm YAML."))
        }
        guard let node else { throw fault(Text("Dit bestand is leeg.")) }
        var left = TreeReading.Limit.nodes
        return try tree(node, depth: 0, left: &left)
    }

    private static func tree(_ node: Node, depth: Int, left: inout Int) throws(QuestionnaireFault) -> Tree {
        let line = node.mark?.line ?? 0
        left -= 1
        if left < 0 { throw fault(Text("Dit bestand is te groot."), line: line) }
        if depth > 16 { throw fault(Text("Dit bestand gaat te diep."), line: line) }
        if node.anchor != nil { throw fault(Text("Verwijzingen met & en * kunnen hier niet."), line: line) }
        switch node {
        case .scalar(let scalar):
            let isNull = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
            return Tree(isNull ? .null : .string(scalar.string), line: line)
        case .sequence(let sequence):
            var list: [Tree] = []
            for element in sequence { list.append(try tree(element, depth: depth + 1, left: &left)) }
            return Tree(.list(list), line: line)
        case .mapping(let mapping):
            var map: [(key: String, value: Tree)] = []
            for (key, value) in mapping {
                guard let key = key.scalar?.string else {
                    throw fault(Text("Links van een dubbele punt hoort een woord."), line: line)
                }
                if map.contains(where: { $0.key == key }) {
                    throw fault(Text("“\(key)” staat hier twee keer."), line: value.mark?.line)
                }
                map.append((key, try tree(value, depth: depth + 1, left: &left)))
            }
            return Tree(.map(map), line: line)
        case .alias: throw fault(Text("Verwijzingen met & en * kunnen hier niet."), line: line)
        }
    }

    private static func line(of error: YamlError) -> Int? {
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        case .duplicatedKeysInMapping(_, let context): context.mark.line
        default: nil
        }
    }

    private static func fault(_ text: Text, line: Int? = nil) -> QuestionnaireFault {
        QuestionnaireFault([QuestionnaireProblem("", text, line: line)])
    }
}
