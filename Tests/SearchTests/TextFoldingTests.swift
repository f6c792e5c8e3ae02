import Core
import Testing

struct TextFoldingTests {
    @Test(arguments: [
        ("Café", "cafe"), ("COÖRDINATOR", "coordinator"), ("ĳsbaan", "ijsbaan"), ("Œuvre", "oeuvre"),
        ("Straße", "strasse"), ("Søren", "soren"), ("Łódź", "lodz"), ("Nguyễn", "nguyen"), ("İstanbul", "istanbul"),
        ("e\u{301}en", "een"), ("co\u{AD}op", "coop"), ("foto's", "fotos"), ("foto’s", "fotos"),
        ("'s avonds", "s avonds"), ("  e-mail,  65+!  ", "e mail 65"), ("m²", "m2"), ("١٢", "12"),
        ("ПРИВЕТ", "привет"), ("ﬁets", "fiets"), ("😀", ""), ("", ""), ("Å", "a"), ("ＡＢＣ", "abc"),
    ])
    func folds(text: String, folded: String) {
        #expect(TextFolding.fold(text) == folded)
    }

    @Test(arguments: [
        ("De Zonnebloem", "zonnebloem"), ("Het Leger", "leger"), ("'t Huis", "huis"), ("Een Hart", "hart"),
        ("De", "de"), ("Deventer", "deventer"), ("Élan", "elan"),
    ])
    func sortsWithoutArticle(name: String, key: String) {
        #expect(TextFolding.sortKey(name) == key)
    }

    @Test func cutsWords() {
        #expect(TextFolding.words("Vrijwilligers-coördinator (m/v)") == ["vrijwilligers", "coordinator", "m", "v"])
    }

    /// Singular and plural, adjective and infinitive, word and diminutive meet in one stem.
    @Test(arguments: [
        "innovatie innovaties", "vrijwilliger vrijwilligers", "kook koken", "school scholen", "bos bossen",
        "huis huizen", "brief brieven", "maat maatje maatjes maten", "taal talen", "kind kinderen",
        "ouder ouders ouderen",
        "bestuurslid bestuursleden", "dag dagen", "stad steden", "eenzaamheid eenzaamheden", "foto fotos", "opa opas",
        "baby babys", "uur uren uurtje uurtjes", "tuin tuinen tuintje", "stoel stoelen stoeltje",
        "plant planten plantje",
        "boom bomen boompje", "bank banken bankje", "spel spellen spelletjes", "wandeling wandelingen",
        "boodschap boodschappen", "gemeente gemeenten gemeentes", "probleem problemen", "mentor mentoren mentors",
        "kantoor kantoren", "groen groene", "sociaal sociale", "cultureel culturele", "jongen jongens", "toren torens",
        "teken tekenen tekens", "dame dames", "fiets fietsen", "fietser fietsers", "club clubs", "film films",
        "training trainingen trainings", "bureau bureaus", "idee ideeen", "knie knieen", "mens mensen",
        "activiteit activiteiten", "les lessen", "buur buren", "buurt buurten", "chauffeur chauffeurs", "kat katten",
        "methode methoden methodes", "keuken keukens", "voorlees voorlezen", "speciaal speciale", "adres adressen",
        "cursus cursussen", "museum museums", "kamer kamers kamertje", "begeleider begeleiders",
    ])
    func joinsForms(forms: String) {
        let stems = Set(forms.split(separator: " ").map { TextFolding.stem(String($0)) })
        #expect(stems.count == 1, "\(stems.sorted())")
    }

    /// Words that only look alike stay apart.
    @Test(arguments: [
        ("man", "maan"), ("fiets", "fietser"), ("huis", "huid"), ("bot", "boot"), ("kaart", "kaars"),
        ("zorg", "zorgen2"),
        ("wijn", "wijnen1"), ("bus", "buur"),
    ])
    func keepsApart(left: String, right: String) {
        #expect(TextFolding.stem(left) != TextFolding.stem(right))
    }

    @Test func leavesShortAndOddWordsAlone() {
        for word in ["les", "en", "", "2024", "65", "привет", "b2b"] { #expect(TextFolding.stem(word) == word) }
    }

    /// Folding twice is folding once, and so is stemming; nothing traps on any text.
    @Test func isIdempotentOnAnyText() {
        var random = SeededRandom(5)
        for _ in 0..<20_000 {
            let folded = TextFolding.fold(FuzzText.make(&random))
            #expect(TextFolding.fold(folded) == folded)
            for word in folded.split(separator: " ") {
                let stem = TextFolding.stem(String(word))
                #expect(TextFolding.stem(stem) == stem)
            }
        }
    }

    @Test func foldsEveryScalarToFoldedText() {
        for value in UInt32(0)...0x1_FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let folded = TextFolding.fold(String(scalar))
            if TextFolding.fold(folded) != folded { Issue.record("U+\(String(value, radix: 16))") }
        }
    }
}
