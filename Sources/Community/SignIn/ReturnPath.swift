import Core
import Web

/// The page a visitor wanted before signing in. It travels through links and forms, so it is checked at each step.
enum ReturnPath {
    static let field = "terug"

    /// The path, when it is one of this site and not part of signing in or out.
    static func checked(_ path: String?) -> String? {
        guard let path, path.utf8.count <= 600 else { return nil }
        let safe = SafePath.checked(path)
        guard safe != "/", !safe.hasPrefix("/inloggen"), !safe.hasPrefix("/uitloggen") else { return nil }
        return safe
    }

    /// The address of `page` that keeps the way back.
    static func url(_ page: String, _ back: String?) -> String {
        back.map { Query([(field, $0)]).url(page) } ?? page
    }

    /// Whether only staff can open the page, so that the staff door is the one to point at.
    static func isForStaff(_ back: String?) -> Bool {
        guard let back else { return false }
        return back.hasPrefix("/beheer") || back.hasPrefix("/centrale")
    }

    static func hiddenField(_ back: String?) -> HTML {
        "\(back, { "<input type=\"hidden\" name=\"\(field)\" value=\"\($0)\">" })"
    }
}
