import Core
import Testing

struct ValidationTests {
    @Test(arguments: ["lotte@waterveen.nl", " Lotte.van.Dam+werk@Mail.Example.NL ", "o'neil@x.nl"])
    func `ordinary addresses pass`(_ text: String) { #expect(Validation.email(text) != nil) }

    @Test(arguments: [
        "lotte", "lotte@", "@x.nl", "lotte@waterveen", "a b@x.nl", "lotte@x..nl", "lotte@-x.nl", ".a@x.nl", "a..b@x.nl",
        "lotte@x.nl\r\nBcc: alle@x.nl", "lötte@x.nl", "a@b@c.nl\n",
    ])
    func `what is no address is refused`(_ text: String) { #expect(Validation.email(text) == nil) }

    @Test func `the domain of an address is folded, the rest kept`() {
        #expect(Validation.email("Lotte@Waterveen.NL") == "Lotte@waterveen.nl")
    }

    @Test func `postcodes are written one way`() {
        #expect(Validation.postcode("1234ab") == "1234 AB")
        #expect(Validation.postcode(" 1234 AB ") == "1234 AB")
        #expect(Validation.postcode("0234 AB") == nil)
        for letters in ["SA", "SD", "SS"] { #expect(Validation.postcode("1234 \(letters)") == nil) }
        #expect(Validation.postcode4("1234 AB") == "1234")
        #expect(Validation.postcode4("123") == nil)
    }

    @Test func `a number of the chamber of commerce keeps its zeros`() {
        #expect(Validation.kvk("01234567") == "01234567")
        #expect(Validation.kvk("1234567") == nil)
        #expect(Validation.kvk("1234567a") == nil)
    }

    @Test func `nine digits that pass the eleven test are noticed`() {
        #expect(Validation.containsCitizenNumber("mijn nummer is 111222333."))
        #expect(!Validation.containsCitizenNumber("mijn nummer is 111222334."))
        #expect(!Validation.containsCitizenNumber("bel 0612345678"))
        #expect(!Validation.containsCitizenNumber("000000000"))
    }

    @Test func `websites get a scheme and nothing dangerous`() {
        #expect(Validation.website("taalhuis.nl") == "https://taalhuis.nl")
        #expect(Validation.website("javascript:alert(1)") == nil)
        #expect(Validation.website("https://x.nl/\"onload") == nil)
        #expect(Validation.website("https://user@x.nl") == nil)
    }
}
