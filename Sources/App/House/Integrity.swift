import Community
import Policy
import Services
import Storage

extension Town {
    /// What is wrong with the database: the engine's own check, foreign keys, the audit chain,
    /// plans and evaluations that are not what was adopted. Empty when all is well.
    package func integrityProblems() async throws -> [String] {
        let engine = try await house.database.integrityProblems()
        let chain = try await house.database.read { db in try Audit.problems(in: db) }
        let plans = try await house.database.read { db in try AdoptedPlans.problems(in: db) }
        let evaluations = try await house.database.read { db in try FinishedEvaluations.problems(in: db) }
        return engine + chain + plans + evaluations
    }
}
