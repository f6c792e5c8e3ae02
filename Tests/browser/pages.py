"""Where the walk of each role starts. Everything a person can reach by links is found from there."""

ANYBODY = "bezoeker"

# The role as /demo/rol/ROLE names it, and the pages a person with it must find.
STARTS: dict[str, list[str]] = {
    ANYBODY: [
        "/", "/vacatures", "/vacatures?q=taal", "/vacatures?q=xyzzyx", "/vacatures?weergave=kaart",
        "/vacatures?weergave=agenda", "/organisaties", "/cijfers", "/inloggen", "/toegankelijkheid", "/privacy",
        "/demo", "/demo/post", "/demo/onderdelen", "/plan", "/doelen", "/afspraken", "/meedenken", "/typetest", "/kansen",
    ],
    "inwoner": ["/", "/mijn", "/mijn/reacties", "/mijn/zoekopdrachten", "/mijn/gegevens"],
    # Before those who only read the policy: what two have seen, the third is not shown.
    "beleid": ["/vandaag", "/beleid", "/cijfers"],
    "organisatie-beheer": ["/", "/vandaag"],
    "organisatie-lid": ["/vandaag"],
    "makelaar": ["/", "/vandaag", "/centrale", "/centrale/reacties", "/centrale/organisaties", "/centrale/cijfers", "/centrale/import"],
    "leiding": ["/vandaag"],
    "raad": ["/beleid", "/cijfers"],
    "onderzoek": ["/beleid", "/cijfers"],
    "beheer": ["/", "/beheer"],
}
ROLES = [role for role in STARTS if role != ANYBODY]

# Pages that are tabbed through from top to bottom.
WALKED = ["/", "/vacatures", "/vacatures?weergave=kaart", "/vacatures?weergave=agenda", "/inloggen", "/demo/onderdelen", "/meedenken"]
