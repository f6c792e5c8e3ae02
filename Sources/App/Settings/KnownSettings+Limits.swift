extension KnownSettings {
    package static let requestBurst = Setting(
        "limits.requests-at-once", .number(1...1_000_000), standard: 300, example: "300",
        "Requests one address may make at once.", "Zo veel vragen mag één adres ineens stellen.")

    package static let requestRate = Setting(
        "limits.requests-per-second", .number(1...1000), standard: 20, example: "20",
        "Requests one address may make each second after that.", "Zo veel vragen per seconde daarna.")

    package static let formBurst = Setting(
        "limits.forms-at-once", .number(1...1_000_000), standard: 40, example: "40",
        "Forms one person or secret link may send at once, and an address without either. An address with many people "
            + "may send ten times as many.",
        "Zo veel formulieren mag één persoon of geheime link ineens sturen, en een adres zonder een van beide. Een adres "
            + "met veel mensen mag samen tien keer zo veel.")

    package static let formRate = Setting(
        "limits.forms-per-minute", .number(1...60_000), standard: 30, example: "30",
        "Forms each minute after that; counted as above.",
        "Zo veel formulieren per minuut daarna; geteld als hierboven.")

    package static let connections = Setting(
        "limits.connections", .number(1...1_000_000), standard: 2000, example: "2000",
        "Lines open at the same time; who comes next waits. The program raises its bound of open files to fit.",
        "Zo veel lijnen mogen tegelijk open zijn; wie daarna komt, wacht. De grens van open bestanden gaat mee omhoog.")

    package static let connectionsPerAddress = Setting(
        "limits.connections-per-address", .number(1...1_000_000), standard: 200, example: "200",
        "Lines one address may have open; one more is closed at once. Not behind a proxy: there it is the proxy's task.",
        "Zo veel lijnen mag één adres open hebben; een volgende gaat meteen dicht. Niet achter een proxy: die telt dan zelf."
    )

    package static let bodySeconds = Setting(
        "limits.body-seconds", .number(1...3600), standard: 15, example: "15",
        "The time within which a whole form must come in. A large file may take longer, as long as 50 kB a second comes.",
        "Binnen zo veel seconden moet een heel formulier er zijn. Een groot bestand mag langer duren, zolang er 50 kB per "
            + "seconde binnenkomt.")

    package static let answerSeconds = Setting(
        "limits.answer-seconds", .number(1...3600), standard: 30, example: "30",
        "The time within which a visitor must take a piece of the answer.",
        "Binnen zo veel seconden moet een bezoeker een stuk van het antwoord aannemen.")

    static let limits = Section(
        "limits", "What one visitor may ask", "Wat één bezoeker mag vragen",
        [
            requestBurst, requestRate, formBurst, formRate, connections, connectionsPerAddress, bodySeconds,
            answerSeconds,
        ])

    package static let logFormat = Setting(
        "log.format", .choice, standard: LogFormat.json, example: "json",
        "How log lines look: JSON for programs, text for people.",
        "Hoe logregels eruitzien: JSON voor programma's, tekst voor mensen.")

    package static let logLevel = Setting(
        "log.level", .choice, standard: LogLevel.info, example: "info",
        "The least weighty lines that are written; info has a line for each request.",
        "De lichtste regels die worden geschreven; bij info is er een regel per vraag.")

    static let logging = Section("log", "The log of the program", "Het log van het programma", [logFormat, logLevel])

    package static let metricsOn = Setting(
        "metrics.on", .flag, standard: false, example: "yes",
        "Gives figures for Prometheus at /metrics. Who asks on this machine itself, not through a proxy, may read them.",
        "Geef cijfers voor Prometheus op /metrics. Wie op deze machine zelf vraagt, zonder proxy, mag ze lezen.")

    package static let metricsAddresses = Setting(
        "metrics.addresses", .list(of: .addressRange), example: "[10.0.0.7, \"2001:db8::/64\"]",
        "Other addresses that may read the figures.", "Andere adressen die de cijfers mogen lezen.")

    package static let metricsToken = Setting(
        "metrics.token-file", .secret, example: "/etc/inzet/metrics-token",
        "Who sends this word as 'Authorization: Bearer …' may read the figures from anywhere.",
        "Wie dit woord meestuurt als `Authorization: Bearer …`, mag de cijfers overal vandaan lezen.")

    static let metrics = Section(
        "metrics", "Figures for monitoring", "Cijfers voor bewaking", [metricsOn, metricsAddresses, metricsToken])

    package static let graceSeconds = Setting(
        "stop.grace-seconds", .number(0...600), standard: 0, example: "5",
        "After a signal to stop: so long /readyz says no while everything is still answered, so that a load balancer "
            + "sends visitors elsewhere.",
        "Na een sein om te stoppen: zo lang zegt /readyz nee terwijl alles nog antwoord krijgt, zodat een load balancer "
            + "bezoekers naar een ander stuurt.")

    package static let drainSeconds = Setting(
        "stop.drain-seconds", .number(1...3600), standard: 25, example: "25",
        "After that: so long requests and work that are under way may take to end.",
        "Daarna: zo lang mogen vragen en werk die bezig zijn nog duren.")

    static let stopping = Section(
        "stop", "How the program stops", "Hoe het programma stopt", [graceSeconds, drainSeconds])
}

/// How log lines look.
package enum LogFormat: String, Sendable, CaseIterable { case json, text }

/// The least weighty log lines that are written.
package enum LogLevel: String, Sendable, CaseIterable { case debug, info, warning, error }
