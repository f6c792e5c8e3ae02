package import Community
package import Core
package import Services
package import Storage
package import Web

/// One part of the work on a survey: a folder of this module that conforms, and one line in `Evaluation.parts`.
package protocol SurveyPart: Sendable {
    /// Append-only.
    var migrations: [Migration] { get }
    func routes(_ routes: Routes)
    /// What waits for this person in a survey that is not closed for longer than a month and that they may see.
    func tasks(in survey: Survey, for actor: Actor, t: Texts, now: Moment, db: any SQLConnection) throws -> [TaskItem]
    var indicators: [Indicator] { get }
    /// What only this municipality measures.
    func indicators(of municipality: String, in db: any SQLConnection) throws -> [Indicator]
    var personalData: [PersonalData] { get }
    var retention: [RetentionRule] { get }
    /// Follows a person to another mail address, in the transaction of that change.
    func moved(_ person: String, from old: String, to new: String, now: Moment, in db: any SQLConnection) throws
    var jobs: [Job] { get }
    /// Its share of the demo municipality.
    func demo(_ demo: SurveyDemo, in db: any SQLConnection) throws
}

extension SurveyPart {
    package var migrations: [Migration] { [] }
    package func routes(_ routes: Routes) {}
    package func tasks(in survey: Survey, for actor: Actor, t: Texts, now: Moment, db: any SQLConnection) throws
        -> [TaskItem]
    { [] }
    package var indicators: [Indicator] { [] }
    package func indicators(of municipality: String, in db: any SQLConnection) throws -> [Indicator] { [] }
    package var personalData: [PersonalData] { [] }
    package var retention: [RetentionRule] { [] }
    package func moved(_ person: String, from old: String, to new: String, now: Moment, in db: any SQLConnection) throws
    {}
    package var jobs: [Job] { [] }
    package func demo(_ demo: SurveyDemo, in db: any SQLConnection) throws {}
}
