/// People who wait for a volunteer, and volunteers who could be theirs.
package struct WaitingList: Sendable, Equatable {
    package struct Seeker: Sendable, Equatable {
        /// How many volunteers share this: 1, or 2 for a tandem.
        package let needs: Int
        /// Volunteers who meet every hard condition, with how well they fit, 0…1000.
        package let candidates: [Candidate]
        package init(needs: Int = 1, candidates: [Candidate]) {
            self.needs = needs
            self.candidates = candidates
        }
    }

    package struct Candidate: Sendable, Equatable {
        package let volunteer: Int
        package let fit: Int
        package init(volunteer: Int, fit: Int) {
            self.volunteer = volunteer
            self.fit = fit
        }
    }

    /// Longest waiting first. Who waits longer goes before, whatever the fit.
    package let seekers: [Seeker]
    /// How many seekers each volunteer can take.
    package let capacities: [Int]

    package init(seekers: [Seeker], capacities: [Int]) {
        self.seekers = seekers
        self.capacities = capacities
    }
}

/// Who gets whom.
package struct Pairing: Sendable, Equatable {
    /// Per seeker the volunteers, rising; none for who goes on waiting.
    package let volunteers: [[Int]]
    /// The sum of the fits.
    package let fit: Int
    /// The proof that no other pairing of the same seekers fits better.
    package let proof: Proof

    package struct Proof: Sendable, Equatable {
        package let problem: AssignmentProblem
        package let assignment: Assignment
        package var isOptimal: Bool { AssignmentCheck.check(assignment, of: problem).isOptimal }
    }

    package var helped: [Int] { volunteers.indices.filter { !volunteers[$0].isEmpty } }
}
