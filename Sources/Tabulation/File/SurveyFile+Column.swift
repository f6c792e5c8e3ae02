extension SurveyFile.Question {
    /// - Throws: a code that is no option, options that do not fit.
    func column() throws(SurveyFile.Fault) -> Column {
        let items = options ?? []
        let known = Dictionary(items.enumerated().map { ($1.code, $0) }) { first, _ in first }
        guard known.count == items.count, items.count < Column.mostOptions else { throw .options(name) }
        let options = items.map {
            Option($0.code, $0.label ?? String($0.code), isMissing: $0.isMissing ?? false, isNone: $0.isNone ?? false)
        }
        let seen = shown ?? [Bool](repeating: true, count: values.count)
        return Column(name, label ?? name, try read(options, known, seen))
    }

    private func read(
        _ options: [Option], _ known: [Int: Int], _ seen: [Bool]
    ) throws(SurveyFile.Fault) -> Column.Values {
        switch kind {
        case .single:
            var codes: [UInt8] = []
            for (value, isShown) in zip(values, seen) {
                let place = try place(value.codes.first, known)
                codes.append(
                    !isShown ? Column.notShown : place.map { UInt8($0) + Column.firstOption } ?? Column.skipped)
            }
            return .single(codes, options)
        case .multiple:
            var ticked = options.map { _ in Bits(values.count) }
            for (record, value) in values.enumerated() where seen[record] {
                for code in value.codes {
                    if let place = try place(code, known) { ticked[place][record] = true }
                }
            }
            return .multiple(shown: Bits(seen), ticked: ticked, options)
        case .number:
            let numbers = zip(values, seen).map { value, isShown in
                if isShown, case .one(let number) = value { number } else { Double.nan }
            }
            return .number(shown: Bits(seen), numbers)
        }
    }

    private func place(_ code: Int?, _ known: [Int: Int]) throws(SurveyFile.Fault) -> Int? {
        guard let code else { return nil }
        guard let place = known[code] else { throw .unknownCode(column: name, code: code) }
        return place
    }
}

extension SurveyFile.Value {
    /// A number with a fraction is a code that no option has.
    var codes: [Int] {
        switch self {
        case .nothing: []
        case .one(let number): [Int(exactly: number) ?? Int.min]
        case .several(let codes): codes
        }
    }
}
