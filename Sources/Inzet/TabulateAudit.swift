import ArgumentParser
import Core
import Formats
import Tabulation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Holds the percentages of a printed report against the counts beside them, a line for each that does not follow.
struct AuditLines {
    /// A CSV file.
    let file: String
    let base: Int
    /// The bases that are tried for what does not fit.
    let bases: ClosedRange<Int>

    func run() throws {
        let table = try printed()
        for fault in table.faults { print("line \(fault.line): \(fault.text)") }
        let result = PrintedAudit(table, base: base, bases: bases)
        for misfit in result.misfits { print(line(misfit, bases)) }
        print("\(result.compared) cells compared on base \(base): \(result.misfits.count) do not follow,")
        let nowhere = result.misfits.filter(\.fittingBases.isEmpty).count
        print("\(nowhere) of them on no base from \(bases.lowerBound) to \(bases.upperBound).")
        for claim in PrintedClaim.known(for: table) {
            for found in claim.contradictions(in: table, base: base) { print(line(found, claim)) }
        }
        if !table.faults.isEmpty { throw ExitCode(1) }
    }

    private func printed() throws -> PrintedTable {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw ValidationError("There is no file \(file).")
        }
        do throws(CSVError) {
            let csv = try CSVReader().read(Array(data))
            return PrintedTable(header: csv.header, lines: csv.rows.map { ($0.line, $0.fields) })
        } catch {
            throw ValidationError("\(file): \(error)")
        }
    }

    private func line(_ misfit: PrintedAudit.Misfit, _ bases: ClosedRange<Int>) -> String {
        let cell = misfit.cell
        let fits = misfit.fittingBases.map(String.init).joined(separator: ", ")
        return "line \(misfit.row.line): \(misfit.row.labels.joined(separator: " / ")), \(cell.column): "
            + "\(cell.count) of \(base) is \(one(misfit.expected))%, printed \(plain(cell.percentage))%"
            + (fits.isEmpty ? "; fits no base \(bases.lowerBound)–\(bases.upperBound)" : "; fits base \(fits)")
    }

    private func line(_ found: PrintedClaim.Contradiction, _ claim: PrintedClaim) -> String {
        let share = found.share.map { "\(one($0))%" } ?? "no figure"
        return switch found.kind {
        case .listed: "list \(claim.name): names \"\(found.label)\", and its table says \(share)"
        case .omitted: "list \(claim.name): leaves out \"\(found.label)\", and its table says \(share)"
        case .unknown: "list \(claim.name): names \"\(found.label)\", which is in no table"
        }
    }

    private func one(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private func plain(_ value: Double) -> String { value == value.rounded() ? String(Int(value)) : String(value) }
}
