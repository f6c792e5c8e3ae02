import CLibPQ

extension PostgresDatabase {
    /// The version of libpq in this program, such as `15.8`.
    package static var libraryVersion: String {
        let number = PQlibVersion()
        return "\(number / 10_000).\(number % 10_000)"
    }
}
