import Core
import Storage
import Web

/// What the pages of the workshop show.
struct VisionView: Sendable {
    let cycle: PolicyCycle
    let content: VisionContent
    let proposals: [VisionProposal]
    /// The newest first.
    let versions: [AdoptedVision]
    /// Where the latest type test stood; nothing while there is none.
    let start: VisionStart?

    static func load(_ cycle: PolicyCycle, _ content: ContentShelf, in db: any SQLConnection) throws -> VisionView {
        VisionView(
            cycle: cycle, content: content.file(), proposals: try VisionProposal.all(of: cycle.id, in: db),
            versions: try AdoptedVision.all(of: cycle.id, in: db), start: try VisionStart.find(cycle, in: db))
    }

    var sent: [VisionProposal] { proposals.filter(\.isSent) }
    private var fresh: [VisionProposal] { proposals.filter { $0.isFresh(since: versions.first?.createdAt) } }

    /// What to lay side by side: the proposals for the next version, or those behind the present one.
    var comparison: VisionComparison {
        VisionComparison(content: content, proposals: fresh.contains(where: \.isSent) ? fresh : proposals)
    }

    /// The visitor's own proposal that they still may change.
    func own(_ person: String?) -> VisionProposal? { fresh.last { $0.person != nil && $0.person?.text == person } }

    /// The questions an earlier version was adopted with.
    static func content(_ vision: AdoptedVision, _ shelf: ContentShelf) -> VisionContent {
        shelf.file(VisionContent.self, version: vision.contentVersion) ?? shelf.file()
    }
}

extension Visit {
    /// Only the officers who invite know who proposed what; the council and the centre see the role.
    func mayKnowProposers(of cycle: PolicyCycle) -> Bool { actor.has(PolicyAccess.writers, in: cycle.municipality) }
}
