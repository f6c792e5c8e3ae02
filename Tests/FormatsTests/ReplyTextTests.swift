import Formats
import Testing

struct ReplyTextTests {
    @Test(arguments: [
        "Op ma 3 mei 2027 om 10:00 schreef Inzet <noreply@inzet.example>:\n> Hoi\n> daag",
        "Op ma 3 mei 2027 om 10:00 schreef Inzet\n<noreply@inzet.example>:\n\nHoi",
        "On Mon, May 3, 2027 at 10:00 AM Inzet <noreply@inzet.example> wrote:\n\n> Hoi",
        "On Monday, Inzet wrote:\n> Hoi", "Am 03.05.27 um 10:00 schrieb Inzet:\n> Hoi",
        "-----Oorspronkelijk bericht-----\nVan: Inzet\nHoi", "----- Original Message -----\nHoi",
        "________________________________\nVan: Inzet <a@b.nl>\nVerzonden: maandag 3 mei\nAan: Jan\nOnderwerp: Hoi\n\nHoi",
        "*From:* Inzet\n*Sent:* Monday\n*To:* Jan\n*Subject:* Hoi\n\nHoi", "-- \nJan de Vries\n06 12345678",
        "> Hoi\n> daag",
        "Verstuurd vanaf mijn iPhone", "Outlook voor Android downloaden",
        "Verstuurd vanaf mijn iPhone\n\n> Op 3 mei 2027 om 10:00 heeft Inzet <a@b.nl> het volgende geschreven:\n> \n> Hoi",
        "Op 3 mei 2027 om 10:00 heeft Inzet <a@b.nl> het volgende geschreven:\n> Hoi",
        "== schrijf boven deze lijn ==\nHoi", "> == schrijf boven deze lijn ==\nHoi",
    ])
    func theRestIsLeftOut(_ rest: String) {
        for end in ["\n", "\r\n"] {
            let text = "Ja, ik kom!\n\nTot dan   \n\n\(rest)\n"
            let reply = String(
                text.unicodeScalars.flatMap { $0 == "\n" ? Array(end.unicodeScalars) : [$0] }.map(Character.init))
            #expect(ReplyText.strip(reply, marker: "schrijf boven deze lijn") == "Ja, ik kom!\n\nTot dan")
        }
    }

    @Test(arguments: [
        "Op maandag kan ik niet.\nOn y va!", "Op 3 mei schreef ik je al:\nik kom graag.",
        "Van: ons allemaal\nDank je wel",
        "--- pauze ---\nen door", "Ik werk in de zorg - en -- soms - elders", "Op de vraag wie schreef:\n\nik was het",
    ])
    func ordinaryTextIsKept(_ text: String) {
        #expect(ReplyText.strip(text) == text)
    }

    @Test func answersBetweenQuotedLinesAreKept() {
        #expect(ReplyText.strip("> Kun je dinsdag?\nJa\n> En woensdag?\nNee\n\n> groet") == "Ja\nNee")
        #expect(ReplyText.strip("> alles\n> citaat") == "")
        #expect(ReplyText.strip("") == "")
    }
}
