import Testing

@testable import Web

struct MenuTests {
    private static let first = MenuItem.Group("Verbinden", order: 21)
    private static let second = MenuItem.Group("Centrale", order: 22)
    private static let items = [
        MenuItem("Vandaag", "/vandaag", order: 10), MenuItem("Balie", "/centrale/balie", order: 21, in: first),
        MenuItem("Nakijken", "/centrale", order: 22, in: second),
        MenuItem("Maatjes", "/centrale/maatjes", order: 26, in: first),
        MenuItem("Cijfers", "/centrale/cijfers", order: 40, in: second), MenuItem("De kring", "/beleid", order: 45),
    ]

    @Test func `a group is one word, and opens where the visitor is`() {
        let away = Menu(Self.items, at: "/vandaag")
        #expect(away.entries.map(\.title) == ["Vandaag", "Verbinden", "Centrale", "De kring"])
        #expect(away.entries.map(\.current) == ["page", nil, nil, nil])
        #expect(away.open == nil)
        let inside = Menu(Self.items, at: "/centrale/maatjes/koppels/3")
        #expect(inside.entries[1].current == "true" && inside.entries[1].path == "/centrale/balie")
        #expect(inside.open?.title == "Verbinden")
        #expect(inside.open?.entries.map(\.title) == ["Balie", "Maatjes"])
        #expect(inside.open?.entries.map(\.current) == [nil, "page"])
        #expect(Menu(Self.items, at: "/centrale/organisaties").open?.title == "Centrale")
    }

    @Test func `a group of one is no group`() {
        let menu = Menu([MenuItem("Balie", "/centrale/balie", in: Self.first)], at: "/")
        #expect(menu.entries.map(\.title) == ["Balie"] && menu.open == nil)
    }
}
