import Community

extension IntegralScan {
    package var problems: [String] {
        answers.problems() + repeatedIDs + pointers + scoring.problems(highest: answers.highest)
            + routeRules.problems(
                aspects: Set(aspects.map(\.id)), levels: Set(scoring.levels.map(\.id)), routes: routes)
            + warnings.flatMap { $0.problems(facts: facts) } + factProblems
    }

    private var repeatedIDs: [String] {
        repeated(items.map(\.id), in: "items") + repeated(aspects.map(\.id), in: "aspects")
            + repeated(facts.map(\.id), in: "facts") + repeated(scales.map(\.id), in: "scales")
            + repeated(routes.map(\.id), in: "routes") + repeated(ingredients.map(\.id), in: "ingredients")
            + repeated(routeRules.rules.map(\.id), in: "route-rules") + repeated(warnings.map(\.id), in: "warnings")
    }

    private var pointers: [String] {
        let known = Set(aspects.map(\.id))
        var problems: [String] = []
        for item in items where !known.contains(item.aspect) {
            problems.append("items › \(item.id): there is no aspect \(item.aspect)")
        }
        for aspect in aspects where items(of: aspect.id).isEmpty {
            problems.append("aspects › \(aspect.id): no question belongs to it")
        }
        for scale in scales {
            if scale.aspects.isEmpty { problems.append("scales › \(scale.id): has no aspects") }
            for id in scale.aspects where !known.contains(id) {
                problems.append("scales › \(scale.id): there is no aspect \(id)")
            }
        }
        for ingredient in ingredients {
            for id in ingredient.aspects where !known.contains(id) {
                problems.append("ingredients › \(ingredient.id): there is no aspect \(id)")
            }
        }
        for part in smoc.parts where BasicFunction(rawValue: part.basicFunction) == nil {
            problems.append("smoc › \(part.id): there is no basic function \(part.basicFunction)")
        }
        return problems
    }

    private var factProblems: [String] {
        facts.compactMap { fact in
            let hasOptions = !(fact.options ?? []).isEmpty
            let needsOptions = fact.kind == .one || fact.kind == .several
            return hasOptions == needsOptions ? nil : "facts › \(fact.id): options belong to one and several, no other"
        }
    }
}
