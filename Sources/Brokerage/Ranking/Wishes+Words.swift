import Community
package import Core
package import Web

extension Wishes {
    /// One wish in words, and the wishes that are left without it.
    package struct Chip: Sendable {
        package let label: String
        package let without: Query
    }

    /// Every wish apart, each with the way to take it off.
    package func chips(_ t: Texts) -> [Chip] {
        let all = query
        var chips: [Chip] = []
        func add(_ label: String, _ name: String, _ value: String? = nil) {
            chips.append(Chip(label: label, without: all.removing(name, value: value)))
        }
        for sector in interests { add(t(sector.label), Name.interests, sector.rawValue) }
        for group in likes { add(t("met: \(t(group.label))"), Name.likes, group.rawValue) }
        for group in refuses { add(t("niet met: \(t(group.label))"), Name.refuses, group.rawValue) }
        for skill in skills { add(t(skill.label), Name.skills, skill.rawValue) }
        for motive in motives { add(t(motive.label), Name.motives, motive.rawValue) }
        if moments.codes.count > 4 {
            add(moments.words(t, limit: 3), Name.moments)
        } else {
            for code in moments.codes { add(WeekMoments(codes: [code]).words(t), Name.moments, code) }
        }
        if let effort { add(t(effort.label), Name.effort, effort.rawValue) }
        if let place {
            chips.append(Chip(label: placeWords(place, t), without: all.removing(Name.place).removing(Name.reach)))
        }
        for language in languages { add(t(language.label), Name.languages, language.rawValue) }
        if let birthYear { add(t("geboren in \(String(birthYear))"), Name.birthYear) }
        for proof in without { add(t(proof.label), Name.without, proof.rawValue) }
        return chips
    }

    /// The wishes as pairs of a question and an answer, without what was left open.
    package func summary(_ t: Texts) -> [(String, String)] {
        func list(_ labels: [Text]) -> String? {
            labels.isEmpty ? nil : labels.map { t($0) }.joined(separator: ", ")
        }
        let rows: [(String, String?)] = [
            (t("Vindt leuk"), list(interests.map(\.label))), (t("Graag met"), list(likes.map(\.label))),
            (t("Liever niet met"), list(refuses.map(\.label))), (t("Is goed in"), list(skills.map(\.label))),
            (t("Zoekt"), list(motives.map(\.label))),
            (t("Kan op"), moments.isEmpty ? nil : moments.words(t, limit: 28)),
            (t("Hoe vaak"), effort.map { t($0.label) }), (t("Waar"), place.map { placeWords($0, t) }),
            (t("Spreekt"), list(languages.map(\.label))), (t("Geboren in"), birthYear.map { String($0) }),
            (t("Niet"), list(without.map(\.label))),
        ]
        return rows.compactMap { row in row.1.map { (row.0, $0) } }
    }

    private func placeWords(_ place: String, _ t: Texts) -> String {
        reach.map { t("tot \($0) km van \(place)") } ?? t("bij \(place)")
    }
}
