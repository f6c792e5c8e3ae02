import Community
import Core
import Storage
import Web

extension ConsultationPart {
    /// What comes in by the hand of an officer, and the invitations to react.
    func gatherRoutes(_ routes: Routes) {
        let house = self.house
        let meeting = "/beleid/{ronde}/raadpleging/{vraag}/invoeren"
        routes.get(meeting, access: .policyOfficer) { visit in
            let (cycle, it, _) = try await Self.counted(visit, house)
            let values = ["bijeenkomst": visit.query.text("bijeenkomst") ?? "", "dag": visit.query.text("dag") ?? ""]
            return ConsultationPages(visit: visit, cycle: cycle).meeting(it, ReactionForm.meeting.filled(values))
        }
        routes.post(meeting, access: .policyOfficer) { visit in
            let (cycle, it, _) = try await Self.counted(visit, house)
            var state = ReactionForm.meeting.read(visit.form)
            let texts = ReactionForm.paragraphs(state["reacties"])
            if texts.count > 50 { state.addError("reacties", Text("Voer hoogstens 50 reacties tegelijk in.")) }
            if texts.contains(where: { $0.utf16.count > ReactionForm.limit }) {
                state.addError("reacties", Text("Een van de reacties is te lang. Zet er een lege regel tussen."))
            }
            if let day = state.day("dag"), day > visit.today {
                state.addError("dag", Text("Deze dag moet nog komen."))
            }
            guard state.isValid, let day = state.day("dag") else {
                return ConsultationPages(visit: visit, cycle: cycle).meeting(it, state, status: 400)
            }
            _ = try await React(house: house, visit: visit).fromMeeting(
                texts, meeting: state["bijeenkomst"], day: day, sender: Reaction.Sender(rawValue: state["rol"]))
            return .redirect(
                to: it.path(in: cycle),
                notice: visit.t.plural(texts.count, "1 reactie bewaard.", "\(texts.count) reacties bewaard."))
        }
        inviteRoutes(routes)
    }

    private func inviteRoutes(_ routes: Routes) {
        let house = self.house
        let path = "/beleid/{ronde}/raadpleging/{vraag}/uitnodigen"
        routes.get(path, access: .policyOfficer) { visit in
            try await Self.invitePage(visit, GuestList.form.filled(), house)
        }
        routes.post(path, access: .policyOfficer) { visit in
            var state = GuestList.form.read(visit.form)
            let (guests, wrong) = GuestList.read(state["gasten"])
            if let first = wrong.first {
                state.addError("gasten", Text("In deze regel staat geen e-mailadres: \(String(first.prefix(80)))"))
            }
            if guests.isEmpty, !state.isOn("organisaties") {
                state.addError("gasten", Text("Schrijf op wie je uitnodigt."))
            }
            if guests.count > Invitation.most {
                state.addError("gasten", Text("Nodig hoogstens \(Invitation.most) mensen tegelijk uit."))
            }
            guard state.isValid else { return try await Self.invitePage(visit, state, house, status: 400) }
            let (cycle, it, sent) = try await Invite(house: house, visit: visit).perform(
                guests, organisations: state.isOn("organisaties"))
            return .redirect(
                to: it.path(in: cycle),
                notice: visit.t.plural(sent, "1 uitnodiging verstuurd.", "\(sent) uitnodigingen verstuurd."))
        }
    }

    private static func invitePage(_ visit: Visit, _ state: FormState, _ house: House, status: Int = 200) async throws
        -> Reply
    {
        let (cycle, it, counts) = try await house.database.read { db in
            let (cycle, it) = try Consultation.changeable(visit, in: db)
            return (cycle, it, try Invitation.counts(of: it.id, in: db))
        }
        return ConsultationPages(visit: visit, cycle: cycle).invite(it, counts, state, status: status)
    }
}
