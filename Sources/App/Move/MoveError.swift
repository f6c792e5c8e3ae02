/// Why a town is not moved, in words for whoever runs the server.
package enum MoveError: Error, Equatable, CustomStringConvertible {
    case sourceInUse(String)
    case targetInUse(String)
    case sameplace
    case notEmpty
    case otherTown
    case oldSchema(String)
    case noKey(String)
    case differs([String])

    package var description: String {
        switch self {
        case .sourceInUse(let who): "Others are connected to the source (\(who)). Stop every inzet on it first."
        case .targetInUse(let who): "Others are connected to the target (\(who)). Stop them first."
        case .sameplace: "The source and the target are the same."
        case .notEmpty: "There is data in the target already. Move to an empty database."
        case .otherTown: "A move of another town to this target was begun and not finished. Use another target."
        case .oldSchema(let reason): "\(reason) Then move."
        case .noKey(let table): "The table \(table) has no primary key, so its rows cannot be told apart."
        case .differs(let rows):
            "After the move these are not the same: \(rows.joined(separator: "; ")). Empty the target and begin anew."
        }
    }
}
