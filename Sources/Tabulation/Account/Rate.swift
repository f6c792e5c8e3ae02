package import Core

/// So many of so many.
package struct Rate: Sendable, Equatable {
    package let numerator: Int
    /// A whole number, unless a part of the unknown counts.
    package let denominator: Double

    package init(_ numerator: Int, of denominator: Double) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// From 0 to 1; `nil` of nobody.
    package var value: Double? { denominator > 0 ? Double(numerator) / denominator : nil }

    /// In whole percents, half up; 0 and 100 only for nobody and everybody. `nil` of nobody.
    package var percent: Int? {
        guard let value else { return nil }
        let rounded = Int((min(max(value, 0), 1) * 100).rounded(.toNearestOrAwayFromZero))
        if numerator > 0, rounded == 0 { return 1 }
        return value < 1 && rounded == 100 ? 99 : rounded
    }

    /// "137 van 342 = 40%".
    package var text: Text {
        guard let percent else { return Text("\(numerator) van 0") }
        return Text("\(numerator) van \(Int(denominator.rounded())) = \(percent)%")
    }
}
