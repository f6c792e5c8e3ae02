import Core
import Testing

struct TextTests {
    @Test func `values take numbered places in the key`() {
        let text: Text = "Nog \(3) van \("tien") plekken"
        #expect(text.key == "Nog %1 van %2 plekken")
        #expect(Texts.dutch(text) == "Nog 3 van tien plekken")
    }

    @Test func `a translation may turn the values round`() {
        let t = Texts(.english, catalogue: Catalogue(["%1 van %2": "of %2, %1"]))
        #expect(t("\(1) van \(2)") == "of 2, 1")
    }

    @Test func `what has no translation stays Dutch and is noticed`() {
        let catalogue = Catalogue([:])
        #expect(Texts(.english, catalogue: catalogue)("Zoeken") == "Zoeken")
        #expect(catalogue.missing == ["Zoeken"])
    }

    @Test func `a value with a per cent sign is not a place`() {
        #expect(Texts.dutch("Het is \("100%2")") == "Het is 100%2")
    }

    @Test func `numbers and distances are written as people do`() {
        #expect(Texts.dutch.number(1_234_567) == "1.234.567")
        #expect(Texts.dutch.number(-999) == "-999")
        #expect(Texts.dutch.distance(metres: 1_840) == "1,8 km")
        #expect(Texts.dutch.distance(metres: 880) == "900 m")
        #expect(Texts.dutch.share(1, of: 3) == "33%")
        #expect(Texts.dutch.share(0, of: 0) == "–")
    }
}
