import Testing
import Web

@Suite("The style of pictures outside the site", .oneEngine)
struct PictureStyleTests {
    private static let tokens = """
        /* two pages */ :root { --a: #102030; --b: #ffffff; }
        @media (prefers-color-scheme: dark) { :root { --a: #eeeeee; } }
        """

    private static func css(_ sheet: String) -> String { PictureStyle(tokens: tokens, sheet: sheet).css }

    @Test(arguments: [
        (".x { fill: var(--a); display: grid; }", ".x{fill:#102030}"),
        (".x .y, .x:hover { stroke: var(--c, var(--b)); stroke-width: 2 }", ".x .y{stroke:#ffffff;stroke-width:2}"),
        (".x { fill: color-mix(in srgb, var(--a) 25%, var(--b)) }", ".x{fill:#c3c7cb}"),
        ("svg text { fill: var(--a); font-family: inherit; }", "svg text{fill:#102030}"),
        (".x { fill: red } @media print { .x { fill: blue } } .y { fill: green }", ".x{fill:red}\n.y{fill:green}"),
        // What is not known is left out, not guessed.
        (".x { fill: var(--nothing) }", ""), (".x { fill: url(#a) }", ""),
        (".x { fill: color-mix(in oklab, red, blue) }", ""),
        (".x:is(.y) { fill: red }", ""), (".x { font-weight: 700 }", ""), (".x { color: red }", ""),
        ("} .x { fill: red }", ""),
        (".x { fill: red", ""), ("", ""),
    ])
    func `rules become plain`(_ sheet: String, _ expected: String) {
        #expect(Self.css(sheet) == expected)
    }

    @Test func `a variable that names itself ends`() {
        #expect(PictureStyle(tokens: ":root { --a: var(--a) }", sheet: ".x { fill: var(--a) }").css == "")
    }

    @Test func `our own sheet gives each function its colour`() {
        let css = PictureStyle.standard.css
        for rule in [
            ".fill-verbinden{fill:#0b6e6a}", ".line-vertalen{stroke:#50529b}", "svg text{fill:#1c2530}",
            ".vision-field{fill:#ffffff;stroke:#8a8578}", ".money-planned{fill-opacity:.28}",
        ] {
            #expect(css.contains(rule), "\(rule)")
        }
        #expect(
            css.contains(".map .shade-4{fill:#") && !css.contains("var(") && !css.contains("(") && !css.contains("@"))
    }
}
