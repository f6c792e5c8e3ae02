import Core
import Testing

struct SignedTextTests {
    @Test(arguments: [
        ("Beste {{naam}},", "Beste Anna,"),
        ("{{ Naam }} {{naam}}", "Anna Anna"),
        ("{{onbekend}} {{naam}}", "{{onbekend}} Anna"),
        ("{{naam", "{{naam"), ("}}{{naam}}{{", "}}Anna{{"), ("{{{{naam}}}}", "{{Anna}}"), ("", ""),
    ])
    func `signs are filled in, and what is no sign stays`(_ text: String, _ filled: String) {
        #expect(SignedText.fill(text, ["naam": "Anna"]) == filled)
    }

    @Test func `a value that looks like a sign stays as it is`() {
        #expect(SignedText.fill("{{naam}} {{doel}}", ["naam": "{{doel}}", "doel": "x"]) == "{{doel}} x")
    }

    @Test func `what nobody knows is named as it was typed`() {
        #expect(SignedText.unknown(in: "{{naam}} {{ Leeftijd }} {{half", known: ["naam"]) == ["Leeftijd"])
    }
}
