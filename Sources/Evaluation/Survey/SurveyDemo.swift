package import Community
import Core
import Storage

/// The demo municipality, for the parts of a survey that write their share.
package struct SurveyDemo: Sendable {
    package let world: DemoWorld
    /// The researcher of the demo.
    package let researcher: Person.Identity
    /// The survey of 2011 done again, closed; on name.
    package let report2011: Survey?
    /// This year's question to volunteers, in the field; anonymous.
    package let satisfaction: Survey?
    /// Last year's, closed.
    package let satisfactionBefore: Survey?

    /// Writes the surveys with their addresses, log and answers; `nil` when the demo has no researcher.
    static func begin(_ world: DemoWorld, house: House, in db: any SQLConnection) throws -> SurveyDemo? {
        let row = try db.first(
            """
            SELECT person_id FROM municipal_role WHERE municipality_code = 'GM9999'
            AND role = \(MunicipalRole.researcher) ORDER BY person_id LIMIT 1
            """)
        guard let researcher = try row.map({ Person.Identity(try $0("person_id")) }) else { return nil }
        let report = try DemoSurvey2011(house: house, world: world, researcher: researcher).write(in: db)
        let volunteers = try DemoSatisfaction(house: house, world: world, researcher: researcher).write(in: db)
        return SurveyDemo(
            world: world, researcher: researcher, report2011: report, satisfaction: volunteers?.now,
            satisfactionBefore: volunteers?.before)
    }
}
