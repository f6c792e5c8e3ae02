import Community
package import Core
package import Storage

/// What other parts of the round may build on: the last session whose result was shown.
package struct TypeTestResult: Sendable {
    package let session: TypeTestSession
    package let content: TypeTestContent
    /// For each viewpoint that was asked, now before wanted.
    package let outcomes: [TypeTestOutcome]

    package init(_ session: TypeTestSession, content shelf: ContentShelf, in db: any SQLConnection) throws {
        self.session = session
        // A version that is gone would be a fault of the program: files only come, they never go.
        content = shelf.file(TypeTestContent.self, version: session.version) ?? shelf.file(TypeTestContent.self)
        let ballots = try session.ballots(in: db)
        outcomes = session.viewpoints.map { [content] in TypeTestOutcome(ballots, $0, content: content) }
    }

    /// The last session of a round whose result was shown; `nil` when there is none.
    package static func latestClosed(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws
        -> TypeTestResult?
    {
        try TypeTestSession.lastShown(of: cycle, before: nil, in: db).map {
            try TypeTestResult($0, content: ContentShelf.standard.get(), in: db)
        }
    }

    package subscript(viewpoint: TypeTestViewpoint) -> TypeTestOutcome? {
        outcomes.first { $0.viewpoint == viewpoint }
    }

    /// The outcome to build on: how it should be, else how it is.
    package var main: TypeTestOutcome? { self[.wanted] ?? self[.now] }
    /// The middle of the group on both axes, 0 to 7; `nil` when nothing may be told.
    package var middle: TypeTestOutcome.Spot? { main?.middle }
    /// The type of the middle.
    package var type: TypeTestContent.Kind? { content.type(main?.type) }
    /// So many people count in it.
    package var count: Int { main?.count ?? 0 }
    package var day: Day? { session.closedAt?.day }
    /// The statements that divide the group, most divided first.
    package var agenda: [TypeTestContent.Statement] {
        (main?.agenda ?? []).compactMap { item in content.statements.first { $0.number == item.number } }
    }
}
