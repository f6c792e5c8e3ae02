import Community
package import Core
package import Matching

/// Words for what the ranking found, for the person who looks for work.
package enum RankWords {
    /// A clause after “omdat”; `nil` where there is nothing to say.
    package static func reason(_ reason: RankReason, note: WorkNote?, _ t: Texts) -> String? {
        switch reason {
        case .interests(let bits):
            t("je iets zoekt met \(list(Sector.allCases.filter { $0.bit & bits != 0 }.map(\.label), t))")
        case .skills(let bits): t("je goed bent in \(list(Skill.choices(bits).map(\.words), t))")
        case .motives(let bits): Motive.choices(bits).prefix(2).map { t($0.reason) }.joined(separator: " \(t("en")) ")
        case .availability(let bits): t("je \(WeekMoments(bits: bits).words(t, limit: 2)) kunt")
        case .distance(let metres): distance(metres, note, t)
        case .fromHome: t("je het thuis kunt doen")
        case .commitment(let level): commitment(level, t)
        case .targets(let bits): t("je graag werkt met \(list(groups(bits).map(\.label), t))")
        // Good to know, but nothing about the person.
        case .fresh, .room: nil
        }
    }

    /// What speaks for the work and says nothing about the person, as a sentence.
    package static func bonus(_ reason: RankReason, _ t: Texts) -> String? {
        switch reason {
        case .fresh(let days): days <= 7 ? t("Dit is deze week geplaatst.") : nil
        case .room: t("Hier reageerden nog niet veel mensen op.")
        default: nil
        }
    }

    /// `Past bij je, omdat je dinsdagochtend kunt en het op 900 m is.`; empty without reasons.
    package static func sentence(_ reasons: [String], _ t: Texts) -> String {
        guard let last = reasons.last else { return "" }
        let first = reasons.dropLast().joined(separator: ", ")
        return t("Past bij je, omdat \(first.isEmpty ? last : first + " " + t("en") + " " + last).")
    }

    /// What to look at before applying, as sentences; none where there is nothing to warn of.
    package static func cautions(_ caution: RankCaution, note: WorkNote?, hasPlace: Bool, _ t: Texts) -> [String] {
        switch caution {
        case .proofs(let bits): Proof.choices(bits).map { t($0.caution) }
        case .ageUnknown: (note?.youngest).map { [t("Dit kan vanaf \($0) jaar.")] } ?? []
        // Who told no place knows that we do not know it.
        case .distanceUnknown: hasPlace ? [t("We weten niet waar dit precies is.")] : []
        case .busy: [t("Hier reageerden al veel mensen op.")]
        }
    }

    /// What stands in the way of one work, as a sentence.
    package static func obstacle(_ obstacle: RankObstacle, _ t: Texts) -> String {
        switch obstacle {
        case .proofs(let bits): Proof.choices(bits).map { t($0.caution) }.joined(separator: " ")
        case .language: t("Er staat niet bij dat je nog Nederlands mag leren.")
        case .availability(let bits): t("Dit is op \(WeekMoments(bits: bits).words(t, limit: 3)).")
        case .refusal(let bits): t("Dit is met: \(groups(bits).map { t($0.label) }.joined(separator: ", ")).")
        case .age(_, let youngest, _): t("Dit kan vanaf \(youngest) jaar.")
        case .distance(let metres, _): t("Dit is \(t.distance(metres: metres)) ver.")
        }
    }

    /// Why works fall away, for so many of them.
    package static func blocked(_ condition: RankCondition, count: Int, _ t: Texts) -> String {
        switch condition {
        case .proofs:
            t.plural(
                count, "1 plek vraagt iets wat jij niet hebt of wilt, zoals een VOG of rijbewijs",
                "\(count) plekken vragen iets wat jij niet hebt of wilt, zoals een VOG of rijbewijs")
        case .language:
            t.plural(
                count, "bij 1 plek staat niet dat je nog Nederlands mag leren",
                "bij \(count) plekken staat niet dat je nog Nederlands mag leren")
        case .availability:
            t.plural(
                count, "1 plek is op momenten dat jij niet kunt", "\(count) plekken zijn op momenten dat jij niet kunt")
        case .refusal:
            t.plural(
                count, "1 plek is met mensen met wie jij liever niet werkt",
                "\(count) plekken zijn met mensen met wie jij liever niet werkt")
        case .age:
            t.plural(count, "voor 1 plek ben je nog te jong", "voor \(count) plekken ben je nog te jong")
        case .distance:
            t.plural(count, "1 plek is verder weg dan je wilt", "\(count) plekken zijn verder weg dan je wilt")
        }
    }

    /// What the person would change: a clause after “als je”.
    package static func change(_ change: RankChange, _ t: Texts) -> String {
        switch change {
        case .addProofs(let bits):
            Proof.choices(bits).map { proof in
                switch proof {
                case .conduct: t("toch een VOG aanvraagt")
                case .licence: t("rijbewijs B hebt")
                case .course: t("toch een cursus volgt")
                }
            }.joined(separator: " \(t("en")) ")
        case .addLanguages: t("goed Nederlands spreekt")
        case .addSlots(let bits): t("ook op \(WeekMoments(bits: bits).words(t)) kunt")
        case .dropRefusals(let bits):
            t("toch werkt met \(groups(bits).map { t($0.label).lowercased() }.joined(separator: ", "))")
        case .widen(let metres): t("tot \((metres + 999) / 1000) km ver wilt gaan")
        }
    }

    private static func groups(_ bits: UInt32) -> [TargetGroup] {
        Wishes.groups.filter { $0.bit & UInt64(bits) != 0 }
    }

    private static func distance(_ metres: Int, _ note: WorkNote?, _ t: Texts) -> String {
        if note?.isEverywhere == true { return t("het door de hele gemeente is") }
        return metres < 500 ? t("het om de hoek is") : t("het op \(t.distance(metres: metres)) is")
    }

    private static func commitment(_ level: Int, _ t: Texts) -> String {
        switch level {
        case 0: t("het eenmalig is")
        case 1: t("het een eind heeft")
        case 2: t("het een paar uur per keer is")
        default: t("je er veel kunt doen")
        }
    }

    /// Labels in the middle of a sentence, two at most.
    private static func list(_ labels: [Text], _ t: Texts) -> String {
        labels.prefix(2).map { t($0).lowercased() }.joined(separator: " \(t("en")) ")
    }
}
