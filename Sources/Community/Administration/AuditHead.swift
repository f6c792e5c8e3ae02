import Core
import Services
import Storage

/// Takes the last mark of the audit log off this machine each day. The chain shows an edit; cutting off its end shows
/// only next to a mark that was kept elsewhere.
enum AuditHead {
    static let kind = "logboek-kenmerk"

    static func job(house: House) -> Job {
        Job(kind, .daily(minute: 6 * 60)) { _, now in
            let head = try await house.database.write { db -> (seq: Int, hash: String)? in
                guard let head = try Audit.head(in: db) else { return nil }
                if let address = house.auditAddress {
                    try house.mail(mail(to: address, seq: head.seq, hash: head.hash, now: now, house), in: db)
                }
                return head
            }
            if let head { house.note("audit-head", ["nummer": String(head.seq), "kenmerk": head.hash]) }
        }
    }

    private static func mail(to address: String, seq: Int, hash: String, now: Moment, _ house: House) -> Mail {
        let t = house.t(.dutch)
        return Mail(
            to: address, subject: t("Kenmerk van het logboek op \(t.date(now.day))"), kind: kind,
            [
                .paragraph(t("Dit is de laatste regel van het logboek van \(house.origin):")),
                .list([t("nummer: \(seq)"), t("kenmerk: \(hash)")]),
                .paragraph(
                    t(
                        "Bewaar deze mail. Staat bij dit nummer later een ander kenmerk, of is de regel weg? Dan is het logboek gewijzigd."
                    )),
            ])
    }
}
