import Core
import Formats

/// The entries for the Dutch register of algorithms, under the field names of its publication standard
/// (algoritmes.overheid.nl, version 1.0). What only the municipality can say, such as its own impact tests, is left empty.
/// What is not in use on this site has no entry.
struct AlgorithmRegister {
    let explanation: Explanation
    let view: ExplanationView
    let origin: String
    private var t: Texts { explanation.t }

    var json: JSONValue {
        var entries = [AlgorithmEntry.vacancies(explanation), .people(explanation)]
        if view.hasBuddies { entries.append(.buddies(t)) }
        if view.hasPupils { entries.append(.pupils(t)) }
        return ["standard_version": "1.0", "algorithms": .array(entries.map(json))]
    }

    private func json(_ entry: AlgorithmEntry) -> JSONValue {
        [
            "name": .string(entry.name), "organization": JSONValue(view.contact?.name), "department": nil,
            "description_short": .string(entry.short), "type": .string(entry.type),
            "category": .string(entry.category), "website": .string(origin + entry.page),
            "status": .string(t("In gebruik")), "goal": .string(entry.goal), "impact": .string(entry.impact),
            "proportionality": .string(entry.proportionality),
            "decision_making_process": .string(entry.decision), "documentation": .string(origin + entry.page),
            "competent_authority": JSONValue(view.contact?.name), "lawful_basis": .string(entry.basis),
            "lawful_basis_link": "https://eur-lex.europa.eu/eli/reg/2016/679/oj", "dpia": nil, "dpia_description": nil,
            "iama": nil, "iama_description": nil, "objection_procedure": .string(entry.objection),
            "uuid": .string(entry.id),
            "url": .string(origin + ObjectionPages.path + "?onderwerp=" + entry.subject.rawValue.percentEncoded),
            "contact_email": JSONValue(view.contact?.email),
            "area": .string(view.places.map(\.name).joined(separator: ", ")), "lang": .string(t.language.rawValue),
            "revision_date": JSONValue(Explanation.revised?.iso), "description": .string(entry.description),
            "application_url": .string(origin + entry.application), "publiccode": nil,
            "source_data": .string(entry.data), "methods_and_models": .string(entry.methods),
            "monitoring": .string(entry.monitoring), "human_intervention": .string(entry.human),
            "risks": .string(entry.risks), "performance_standard": nil, "provider": "Inzet",
        ]
    }
}
