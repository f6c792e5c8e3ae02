import Core
import Web

/// The words and numbers that several pages of the type test share.
struct TypeTestWords {
    let t: Texts
    let content: TypeTestContent

    /// `4,3`, or `4.3` in English.
    func decimal(_ value: Double) -> String {
        let tenths = Int(value * 10 + 0.5)
        return "\(tenths / 10)\(t.language == .dutch ? "," : ".")\(tenths % 10)"
    }

    func name(_ viewpoint: TypeTestViewpoint) -> String {
        content.viewpoint(viewpoint).map { t($0.text) } ?? ""
    }

    /// `II Een behouden koers`.
    func name(_ type: TypeTestContent.Kind) -> String { "\(type.numeral) \(t(type.name))" }

    func role(_ id: String) -> String { content.role(id).map { t($0.text) } ?? id }

    /// What the whole group hears in one sentence.
    func headline(_ outcome: TypeTestOutcome) -> String {
        if outcome.level == .nothing { return t("Te klein voor een uitslag") }
        guard let type = content.type(outcome.type) else { return t("De groep staat precies op een grens") }
        return t("De groep helt naar “\(t(type.name))”")
    }

    /// Why less is shown than usual; `nil` when everything is.
    func reserve(_ outcome: TypeTestOutcome) -> String? {
        switch outcome.level {
        case .nothing:
            return t(
                "Voor een uitslag zijn \(content.scoring.group.smallestGroup) mensen nodig. Met minder kun je raden wie wat koos. Het gesprek kan gewoon: begin bij de vragen hieronder."
            )
        case .sides:
            return t(
                "We tonen alleen naar welk type de groep helt. Met stippen en aantallen erbij zou iemand kunnen uitrekenen wat een ander koos."
            )
        case .everything: return nil
        }
    }

    func spread(_ outcome: TypeTestOutcome) -> String? {
        guard let spread = outcome.spread else { return nil }
        let most = max(spread.scope, spread.steering)
        return most < 1
            ? t("Jullie staan dicht bij elkaar.")
            : most < 1.75 ? t("Jullie staan een stuk uit elkaar.") : t("Jullie staan ver uit elkaar.")
    }

    func border(_ outcome: TypeTestOutcome) -> String? {
        guard outcome.level == .everything else { return nil }
        let (some, all) = (outcome.onBorder, outcome.count)
        return t.plural(
            some, "1 van de \(all) zit één antwoord van een ander type af.",
            "\(some) van de \(all) zitten één antwoord van een ander type af.")
    }

    func people(_ outcome: TypeTestOutcome) -> String {
        let all = t.plural(outcome.count, "1 mens telt mee", "\(outcome.count) mensen tellen mee")
        guard outcome.incomplete > 0 else { return all }
        return all + ", "
            + t.plural(
                outcome.incomplete, "1 liet iets open en telt niet mee",
                "\(outcome.incomplete) lieten iets open en tellen niet mee")
    }

    /// `6 tot 8 van de 14 kozen a`.
    func tally(_ tally: TypeTestTally, of count: Int) -> String {
        t("\(tally.lower) tot \(tally.upper) van de \(count) kozen \(content.scoring.countedAnswer)")
    }

    /// Where a spot lies, in words: for who cannot see the picture.
    func place(_ spot: TypeTestOutcome.Spot) -> String {
        guard let scope = content.axis(.scope), let steering = content.axis(.steering) else { return "" }
        return t(
            "\(t(scope.name)) \(decimal(spot.scope)), \(t(steering.name)) \(decimal(spot.steering)) (van 0 tot \(content.scoring.statementsPerAxis))"
        )
    }

    func statement(_ number: Int) -> TypeTestContent.Statement? { content.statements.first { $0.number == number } }

    /// How far and where to a middle moved; `nil` when it hardly did.
    func movement(from old: TypeTestOutcome.Spot, to new: TypeTestOutcome.Spot) -> [String] {
        var words: [String] = []
        for (axis, change) in [(TypeTestAxis.scope, new.scope - old.scope), (.steering, new.steering - old.steering)] {
            guard let axis = content.axis(axis), abs(change) >= 0.25,
                let pole = content.pole(change > 0 ? axis.high.pole : axis.low.pole)
            else { continue }
            words.append(t("\(decimal(abs(change))) richting \(t(pole.name).lowercased())"))
        }
        return words
    }
}
