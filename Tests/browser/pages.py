"""Where the walk of each role starts. Everything a person can reach by links is found from there."""

from browsing import Visit

ANYBODY = "bezoeker"
# Where the door of the demo leads: a page behind a code or a link of one person.
DOOR = "door"

# The role as /demo/rol/ROLE names it, and the pages a person with it must find.
STARTS: dict[str, list[str]] = {
    ANYBODY: [
        "/", "/vacatures", "/vacatures?q=taal", "/vacatures?q=xyzzyx", "/vacatures?weergave=kaart",
        "/vacatures?weergave=agenda", "/organisaties", "/cijfers", "/inloggen", "/toegankelijkheid", "/privacy",
        "/demo", "/demo/post", "/demo/onderdelen", "/plan", "/doelen", "/afspraken", "/meedenken", "/typetest", "/kansen",
        "/onderzoek", "/stage", "/stage/uitleg",
    ],
    "inwoner": ["/", "/mijn", "/mijn/reacties", "/mijn/zoekopdrachten", "/mijn/wensen", "/mijn/gegevens"],
    # Before those who only read the policy: what two have seen, the third is not shown.
    "beleid": ["/vandaag", "/beleid", "/cijfers"],
    "organisatie-beheer": ["/", "/vandaag"],
    "organisatie-lid": ["/vandaag"],
    "makelaar": ["/", "/vandaag", "/centrale", "/centrale/reacties", "/centrale/organisaties", "/centrale/cijfers", "/centrale/import"],
    "leiding": ["/vandaag"],
    "raad": ["/beleid", "/cijfers"],
    "onderzoek": ["/enquetes", "/beleid", "/cijfers"],
    "beheer": ["/", "/beheer"],
    "docent": ["/vandaag", "/school/1", "/school/1?ronde=1"],
    "leerling": [DOOR], "leerling-met-plek": [DOOR], "ouder": [DOOR],
}
ROLES = [role for role in STARTS if role != ANYBODY]
POLICY = ["beleid", "raad", "onderzoek"]


def starts(role: str, person: Visit) -> list[str]:
    """Where this person begins, who just came in."""
    return [person.page.url if start == DOOR else start for start in STARTS[role]]

# Pages that are tabbed through from top to bottom.
WALKED = ["/", "/vacatures", "/vacatures?weergave=kaart", "/vacatures?weergave=agenda", "/inloggen", "/demo/onderdelen", "/meedenken"]
