import Community

extension Town {
    /// Makes an administrator; gives the link to choose a password.
    package func createAdministrator(email: String, name: String, municipalities: [String]) async throws -> String {
        try await StaffAccounts(house: house).createAdministrator(
            email: email, name: name, municipalities: municipalities)
    }

    /// Takes away the password, second step and sessions of a member of staff; gives the link to start again.
    package func breakGlass(email: String) async throws -> String {
        try await StaffAccounts(house: house).breakGlass(email: email)
    }
}
