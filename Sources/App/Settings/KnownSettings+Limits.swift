extension KnownSettings {
    package static let requestBurst = Setting(
        "limits.requests-at-once", .number(1...1_000_000), standard: 300, example: "300",
        "Requests one address may make at once.", "Zo veel vragen mag één adres ineens stellen.")

    package static let requestRate = Setting(
        "limits.requests-per-second", .number(1...1000), standard: 20, example: "20",
        "Requests one address may make each second after that.", "Zo veel vragen per seconde daarna.")

    package static let formBurst = Setting(
        "limits.forms-at-once", .number(1...1_000_000), standard: 40, example: "40",
        "Forms one address may send at once.", "Zo veel formulieren mag één adres ineens sturen.")

    package static let formRate = Setting(
        "limits.forms-per-minute", .number(1...60_000), standard: 30, example: "30",
        "Forms one address may send each minute after that.", "Zo veel formulieren per minuut daarna.")

    package static let connections = Setting(
        "limits.connections", .number(1...1_000_000), standard: 2000, example: "2000",
        "Lines open at the same time; who comes next waits. The program raises its bound of open files to fit.",
        "Zo veel lijnen mogen tegelijk open zijn; wie daarna komt, wacht. De grens van open bestanden gaat mee omhoog.")

    package static let bodySeconds = Setting(
        "limits.body-seconds", .number(1...3600), standard: 15, example: "15",
        "The time within which a whole form must come in.", "Binnen zo veel seconden moet een heel formulier er zijn.")

    package static let answerSeconds = Setting(
        "limits.answer-seconds", .number(1...3600), standard: 30, example: "30",
        "The time within which a visitor must take a piece of the answer.",
        "Binnen zo veel seconden moet een bezoeker een stuk van het antwoord aannemen.")

    static let limits = Section(
        "limits", "What one visitor may ask", "Wat één bezoeker mag vragen",
        [requestBurst, requestRate, formBurst, formRate, connections, bodySeconds, answerSeconds])

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
