/// Amounts of money in whole euro cents, read and written as people in the Netherlands do: `1.250,50`.
package enum Euro {
    /// The most that one amount may be: ten billion euro, in cents.
    package static let most = 1_000_000_000_000

    /// Why a text is not an amount.
    package enum Problem: Error, Sendable, Equatable {
        case empty, negative, decimalPoint, tooManyDecimals, badGroups, notANumber, tooMuch

        /// What to do about it.
        package var text: Text {
            switch self {
            case .empty: Text("Vul een bedrag in, zoals 1.250,50.")
            case .negative: Text("Een bedrag kan hier niet onder nul zijn.")
            case .decimalPoint: Text("Zet een komma voor de centen, zoals 1250,50.")
            case .tooManyDecimals: Text("Na de komma staan hoogstens twee cijfers. Voor duizend schrijf je 1.000.")
            case .badGroups: Text("De punten staan verkeerd. Schrijf 12500 of 12.500.")
            case .notANumber: Text("Gebruik alleen cijfers, een punt en een komma, zoals 1.250,50.")
            case .tooMuch: Text("Dit bedrag is te groot. Kijk of er geen cijfer te veel staat.")
            }
        }
    }

    /// Reads `1250`, `1.250`, `1.250,5`, `€ 1.250,50` and `1250,-`.
    package static func cents(_ text: String, negative: Bool = false) -> Result<Int, Problem> {
        var rest = Array(text.trimmed.filter { !$0.isWhitespace })
        var isNegative = false
        func dropSign() {
            if let first = rest.first, first == "-" || first == "−" {
                isNegative = true
                rest.removeFirst()
            }
        }
        dropSign()
        if rest.first == "€" {
            rest.removeFirst()
        } else if String(rest.prefix(3)).uppercased() == "EUR" {
            rest.removeFirst(3)
        }
        if !isNegative { dropSign() }
        if rest.isEmpty { return .failure(isNegative ? .notANumber : .empty) }
        return parts(rest).flatMap { cents in
            if isNegative { return negative ? .success(-cents) : .failure(.negative) }
            return .success(cents)
        }
    }

    /// For a field: what is wrong with it, or nothing.
    package static func problem(_ text: String, negative: Bool = false) -> Text? {
        if case .failure(let problem) = cents(text, negative: negative) { return problem.text }
        return nil
    }

    private static func parts(_ text: [Character]) -> Result<Int, Problem> {
        guard text.allSatisfy({ $0.isASCII ? $0.isNumber || ".,-".contains($0) : "–—".contains($0) }) else {
            return .failure(.notANumber)
        }
        let pieces = text.split(separator: ",", omittingEmptySubsequences: false)
        guard pieces.count <= 2, let whole = pieces.first, !whole.isEmpty else { return .failure(.notANumber) }
        var decimals = pieces.count == 2 ? Array(pieces[1]) : []
        // `1250,-` and `1250,--` are whole euros.
        if !decimals.isEmpty, decimals.count <= 2, decimals.allSatisfy({ "-–—".contains($0) }) { decimals = [] }
        if pieces.count == 2, pieces[1].isEmpty { return .failure(.notANumber) }
        guard decimals.allSatisfy({ $0.isASCII && $0.isNumber }) else { return .failure(.notANumber) }
        if decimals.count > 2 { return .failure(.tooManyDecimals) }
        return digits(whole, hasComma: pieces.count == 2).flatMap { euros in
            let fraction = (Int(String(decimals)) ?? 0) * (decimals.count == 1 ? 10 : 1)
            guard euros <= most / 100 else { return .failure(.tooMuch) }
            let cents = euros * 100 + fraction
            return cents > most ? .failure(.tooMuch) : .success(cents)
        }
    }

    private static func digits(_ text: ArraySlice<Character>, hasComma: Bool) -> Result<Int, Problem> {
        let groups = text.split(separator: ".", omittingEmptySubsequences: false)
        guard text.allSatisfy({ $0 == "." || $0.isNumber }) else { return .failure(.notANumber) }
        if groups.count > 1 {
            let last = groups[groups.count - 1]
            if groups.count == 2, !hasComma, (1...2).contains(last.count) { return .failure(.decimalPoint) }
            guard let first = groups.first, (1...3).contains(first.count),
                groups.dropFirst().allSatisfy({ $0.count == 3 })
            else { return .failure(.badGroups) }
        }
        let plain = String(groups.joined())
        if plain.isEmpty { return .failure(.notANumber) }
        // Leading zeros aside, more digits than this is more money than there is.
        guard plain.drop(while: { $0 == "0" }).count <= 13, let euros = Int(plain) else { return .failure(.tooMuch) }
        return .success(euros)
    }
}

extension Texts {
    /// `€ 1.250` or, when there are cents, `€ 1.250,50`.
    package func euros(_ cents: Int) -> String {
        let size = cents.magnitude
        let whole = number(Int(size / 100))
        let rest = Int(size % 100)
        let mark = language == .dutch ? "," : "."
        let fraction = rest == 0 ? "" : mark + (rest < 10 ? "0" : "") + String(rest)
        return (cents < 0 ? "−" : "") + (language == .dutch ? "€\u{A0}" : "€") + whole + fraction
    }

    /// As a person types it in a field: `1250,50`.
    package func typedEuros(_ cents: Int) -> String {
        let rest = Int(cents.magnitude % 100)
        let fraction = rest == 0 ? "" : "," + (rest < 10 ? "0" : "") + String(rest)
        return (cents < 0 ? "-" : "") + String(cents.magnitude / 100) + fraction
    }
}
