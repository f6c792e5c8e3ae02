import Community
package import Core
package import Storage
package import Web

/// Who may do what with surveys. What an action checks on the way in, it checks again in its transaction.
package enum SurveyAccess {
    /// They make surveys and see what single respondents answered where the mode allows it.
    package static let makers: Set<MunicipalRole> = [.researcher, .policyOfficer, .centreManager]
    /// They call people who did not answer.
    package static let callers: Set<MunicipalRole> = [.researcher, .policyOfficer, .centreManager, .broker]
    /// They read results.
    package static let readers: Set<MunicipalRole> = [
        .researcher, .policyOfficer, .centreManager, .broker, .councilMember,
    ]
}

extension Access {
    package static let surveyMakers = Access.municipal(SurveyAccess.makers)
    package static let surveyCallers = Access.municipal(SurveyAccess.callers)
    package static let surveyReaders = Access.municipal(SurveyAccess.readers)
}

extension Survey {
    /// The survey whose number stands in the path as `{enquete}`, for someone with one of these roles in its
    /// municipality.
    ///
    /// - Throws: `WebError.notFound` for everyone else.
    package static func found(_ visit: Visit, _ roles: Set<MunicipalRole>, in db: any SQLConnection) throws -> Survey {
        guard let survey = try find(number: visit.number("enquete"), in: db),
            visit.actor.has(roles, in: survey.municipality)
        else { throw WebError.notFound }
        return survey
    }

    /// The survey in the path, for a maker who is about to change something that may not change any more once it has
    /// opened.
    ///
    /// - Throws: `WebError.notFound`, or `.badRequest` when the survey is open or closed.
    package static func draft(_ visit: Visit, in db: any SQLConnection) throws -> Survey {
        let survey = try found(visit, SurveyAccess.makers, in: db)
        guard survey.state == .draft else {
            throw WebError.badRequest(Text("Deze enquête loopt al of is gesloten. Dit kun je niet meer veranderen."))
        }
        return survey
    }
}
