import Community
import Core
import Storage
import Web

/// How an applicant comes to an application: by the secret link of a mail, or signed in. Both lead to the same pages.
enum ApplicantDoor: Sendable {
    case secret(String)
    case account(Person.Identity, number: Int)

    /// The two beginnings of every address of these pages, and who may use them.
    static let ways: [(path: String, access: Access)] = [
        ("/reactie/{sleutel}", .secretLink), ("/mijn/reacties/{nummer}", .signedIn),
    ]

    init(_ visit: Visit) throws {
        if let secret = visit.parameters["sleutel"] {
            self = .secret(secret)
        } else {
            self = .account(Person.Identity(try visit.person()), number: try visit.number("nummer"))
        }
    }

    /// The address of the application's page.
    var base: String {
        switch self {
        case .secret(let secret): "/reactie/" + secret.percentEncoded
        case .account(_, let number): "/mijn/reacties/\(number)"
        }
    }

    /// - Throws: `WebError.notFound` when there is none, or it is someone else's.
    func find(now: Moment, in db: any SQLConnection) throws -> VacancyApplication {
        let found =
            switch self {
            case .secret(let secret): try VacancyApplication.find(secret: secret, now: now, in: db)
            case .account(let person, let number): try VacancyApplication.find(number: number, of: person, in: db)
            }
        guard let found else { throw WebError.notFound }
        return found
    }
}
