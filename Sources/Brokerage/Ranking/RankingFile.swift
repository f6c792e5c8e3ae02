package import Matching
import Web

/// The weights of the ranking as `ranking.yaml` has them: data, so that they can be shown as they are.
package enum RankingFile {
    /// What is wrong with the file, with the line or the name.
    package struct Fault: Error, Equatable, Sendable {
        package let what: String
    }

    /// The weights that are part of the program.
    package static let standard = Result<RankWeights, Fault> { () throws(Fault) in
        guard let text = Assets.text("ranking.yaml") else { throw Fault(what: "ranking.yaml is not there") }
        return try weights(text)
    }

    /// The name of each part in the file.
    package static func name(_ part: RankPart) -> String {
        switch part {
        case .interests: "interests"
        case .skills: "skills"
        case .motives: "motives"
        case .availability: "availability"
        case .distance: "distance"
        case .commitment: "commitment"
        case .targets: "targets"
        case .freshness: "freshness"
        case .room: "room"
        }
    }

    /// Reads lines of a name, a colon and a whole number; every name once and no other names.
    package static func weights(_ text: String) throws(Fault) -> RankWeights {
        var values: [String: Int] = [:]
        for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
            let halves = line.split(separator: ":", omittingEmptySubsequences: false)
            guard halves.count == 2, let number = Int(halves[1].drop { $0 == " " }),
                values.updateValue(number, forKey: String(halves[0])) == nil
            else { throw Fault(what: "ranking.yaml: \(line)") }
        }
        func take(_ name: String) throws(Fault) -> Int {
            guard let value = values.removeValue(forKey: name) else { throw Fault(what: "ranking.yaml: no \(name)") }
            return value
        }
        var points: [RankPart: Int] = [:]
        for part in RankPart.allCases { points[part] = try take(name(part)) }
        do {
            var weights = try RankWeights(points)
            weights.silent = try take("silent")
            weights.freshDays = try take("fresh_days")
            weights.farthest = try take("farthest")
            try weights.check()
            if let extra = values.keys.sorted().first { throw Fault(what: "ranking.yaml: \(extra) is not a part") }
            return weights
        } catch let fault as RankWeightsFault {
            throw Fault(what: "ranking.yaml: \(fault)")
        } catch let fault as Fault {
            throw fault
        } catch {
            throw Fault(what: "ranking.yaml: \(error)")
        }
    }
}
