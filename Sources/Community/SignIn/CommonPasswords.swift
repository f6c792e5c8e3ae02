/// The words that people pick first, Dutch and international, longest first so that whole words go before their parts.
/// Short as the list is, passwords of twelve characters are mostly these words with digits and marks around them.
enum CommonPasswords {
    static let words: [String] = text.split(whereSeparator: \.isWhitespace).map(String.init)
        .sorted { ($0.count, $0) > ($1.count, $1) }

    private static let text = """
        password passwort pass word wachtwoord wachtwrd w8woord welkom welcome inloggen login
        signin admin administrator beheer beheerder master root toor user gebruiker guest gast test tester testing demo
        default changeme change wijzig verander letmein secret geheim geheime sleutel access toegang qwerty qwertyuiop
        qwertz azerty asdf asdfgh asdfghjkl zxcv zxcvbn zxcvbnm qazwsx qweasd wasd abc abcd abcdef abcdefgh hallo hello
        hoihoi dag doei dankje bedankt please alsjeblieft sesam open computer laptop internet google facebook microsoft
        windows office outlook apple samsung android iphone linkedin amazon netflix disney starwars superman batman
        spiderman pokemon naruto minecraft dragon monkey shadow sunshine princess prinses football voetbal baseball
        basketball hockey soccer ajax feyenoord psv twente liverpool chelsea arsenal barcelona juventus ronaldo messi
        iloveyou ilovey loveyou love liefde ikhouvanjou houvanjou ikhou schatje schat liefje lieverd lief moppie
        mama papa oma opa mijn jouw family familie kindjes kinderen baby poes hond katten kat puppy bloem bloemen vlinder
        butterfly flower zonnetje zonneschijn zomer winter herfst lente summer autumn spring voorjaar najaar januari
        februari maart april juni juli augustus september oktober november december maandag dinsdag woensdag donderdag
        vrijdag zaterdag zondag monday friday sunday vandaag morgen vakantie holiday kerst christmas happy freedom vrijheid
        nederland holland amsterdam rotterdam utrecht denhaag eindhoven groningen oranje koning koningin gemeente
        vrijwilliger vrijwilligers vrijwilligerswerk vrijwilligerscentrale stichting vereniging welzijn
        michael michelle daniel thomas jessica ashley charlie jordan george robert andrew joshua matthew jennifer
        nicole hannah sophie emma lisa laura anna maria johan jan piet kees henk peter willem mark kevin dennis
        harley ferrari mercedes porsche volkswagen mustang yamaha killer hunter ranger trustno whatever nothing
        niets geen zomaar super mega cool lekker gezellig bier koffie pizza appeltaart kaas stroopwafel
        """
}
