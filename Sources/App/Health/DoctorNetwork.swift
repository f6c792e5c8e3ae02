import Core
import Services
import Storage

/// What is reached over the network: the mail server, the site itself, its address with its certificate.
enum DoctorNetwork {
    static func look(_ configuration: Configuration, site: RunningSite?, now: Moment) async -> [Finding] {
        async let mail = mail(configuration)
        async let answer = answer(configuration, site)
        async let certificate = certificate(configuration, now)
        return await [mail, answer, certificate]
    }

    private static func mail(_ configuration: Configuration) async -> Finding {
        switch configuration.mail {
        case .keep: return .wrong("mail", "Nobody said how mail leaves.", "Set mail.route.")
        case .folder(let folder):
            return .attention(
                "mail", "Mail goes to the folder \(folder): nobody gets it.", "Set mail.route to a server.")
        case .smtp(let server):
            guard let problem = await SMTPProbe.problem(server) else {
                return .good("mail", "\(server.host):\(server.port) takes mail\(server.user == nil ? "" : " from us").")
            }
            return .wrong("mail", problem, "Mend mail.route and what goes with it; mail waits until then.")
        }
    }

    private static func answer(_ configuration: Configuration, _ site: RunningSite?) async -> Finding {
        let host = configuration.host == "0.0.0.0" || configuration.host == "::" ? "127.0.0.1" : configuration.host
        let place = "\(host.contains(":") ? "[\(host)]" : host):\(configuration.port)"
        let name = String(configuration.origin.drop { $0 != "/" }.dropFirst(2))
        let status = await SiteProbe.status("http://\(place)/readyz", host: name)
        switch status {
        case 200: return .good("site", "The site at \(place) takes visitors.")
        case 503:
            return .wrong(
                "site", "The site at \(place) takes no visitors now.", "Ask it why: curl http://\(place)/readyz")
        case 0 where site == nil:
            return .attention("site", "No site answers at \(place).", "Start it: systemctl start inzet")
        case 0: return .wrong("site", "Process \(site?.process ?? 0) does not answer at \(place).", "Look in the log.")
        default:
            return .attention(
                "site", "Something at \(place) answers with \(status).", "Does another program listen there?")
        }
    }

    private static func certificate(_ configuration: Configuration, _ now: Moment) async -> Finding {
        guard configuration.origin.hasPrefix("https://") else {
            return .good("certificate", "\(configuration.origin) has none, as its address says.")
        }
        let facts = await CertificateProbe.look(configuration.origin)
        return finding(configuration.origin, facts, now)
    }

    static func finding(_ origin: String, _ facts: CertificateProbe.Facts, _ now: Moment) -> Finding {
        let advice = "Renew it; see the section on TLS in docs/operations.md."
        guard let expires = facts.expires else {
            return .attention(
                "certificate", "\(origin) cannot be reached from here: \(facts.problem ?? "")", "Look from elsewhere.")
        }
        let days = Int((expires - now).milliseconds / 86_400_000)
        if expires < now {
            return .wrong("certificate", "The certificate of \(origin) ended on \(expires.iso).", advice)
        }
        if let problem = facts.problem { return .wrong("certificate", "\(origin) is not trusted: \(problem)", advice) }
        if days < 7 { return .wrong("certificate", "The certificate of \(origin) ends in \(days) days.", advice) }
        if days < 21 { return .attention("certificate", "The certificate of \(origin) ends in \(days) days.", advice) }
        return .good("certificate", "The certificate of \(origin) is good for \(days) days.")
    }
}
