"""Word lists from which titles and texts are built. Invented for this benchmark."""

# The codes of the site; the work that is typical of each.
SECTORS = {
    "zorg": "wandelmaatje bezoekmaatje rolstoelduwer gastvrouw gastheer maaltijdhulp nachtwaker "
    "activiteitenbegeleider koffieschenker ziekenbegeleider",
    "welzijn": "maatje formulierenhulp gezinsmaatje huiskamerhulp budgetmaatje luisteraar spreekuurhulp "
    "voedselbankmedewerker belastinghulp schuldhulpmaatje",
    "sport": "jeugdtrainer scheidsrechter kantinehulp zwemhulp sportbegeleider wedstrijdleider veldverzorger "
    "teambegeleider tijdwaarnemer loopmaatje materiaalbeheerder",
    "cultuur": "suppoost rondleider kaartverkoper decorbouwer lichttechnicus koorbegeleider omroeper programmeur "
    "podiumhulp filmoperateur archiefhulp kostuummaker",
    "natuur": "boswachtershulp snoeihulp tuinier weidevogelteller heidehulp vlinderteller paddenhelper "
    "wilgenknotter moestuinhulp bomenplanter slootschepper zwerfvuilraper compostmeester",
    "dieren": "hondenuitlater kattenverzorger dierenambulancechauffeur egelopvanghulp geitenverzorger stalhulp "
    "vogelverzorger konijnenverzorger kinderboerderijhulp ponyverzorger",
    "onderwijs": "taalcoach huiswerkbegeleider voorleesouder rekenmaatje lesassistent leesmaatje overblijfhulp "
    "examentrainer studiemaatje klassenhulp",
    "jeugd": "speeltuinhulp kampleider knutselbegeleider jongerencoach scoutingleider oppas pleinbegeleider "
    "tienerwerker weekendhulp",
    "ouderen": "telefoonmaatje duofietser voorlezer ouderenadviseur rollatorklusser bingoleider muziekmaker "
    "boodschappenhulp tabletcoach",
    "nieuwkomers": "taalmaatje vluchtelingenmaatje tolk opvangmedewerker inburgeringscoach wegwijzer "
    "zwembegeleider netwerkcoach",
    "buurt": "buurtbemiddelaar buurtkok chauffeur verhuishulp zaalbeheerder wijkverteller barmedewerker "
    "krantenbezorger verkeersbrigadier",
    "evenementen": "parkeerwachter ehbo'er kassahulp opbouwer gastenontvanger festivalhulp omroepster fotograaf "
    "evenementenorganisator",
    "levensbeschouwing": "kosterhulp koffiegastheer organist collectant bezinningsleider pastoraatshulp zangleider "
    "kerkgids nieuwsbriefmaker bloemschikker penningmeester",
    "techniek": "fietsenmaker reparateur klusser energiecoach geluidsman websitebouwer naaister timmerman "
    "computerhulp elektronicasorteerder molenaar",
}

GROUPS = {
    "kinderen": "kinderen",
    "jongeren": "jongeren",
    "volwassenen": "volwassenen",
    "ouderen": "ouderen",
    "nieuwkomers": "nieuwkomers",
    "mensen-met-beperking": "mensen met een beperking",
    "mantelzorgers": "mantelzorgers",
    "gezinnen": "gezinnen",
    "dieren": "asieldieren",
    "iedereen": "iedereen in de buurt",
}

DAYS = ["ma", "di", "wo", "do", "vr", "za", "zo"]
PARTS = ["ochtend", "middag", "avond", "nacht"]
DAY_NAMES = dict(zip(DAYS, "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split()))
MOMENTS = [f"{day}-{part}" for day in DAYS for part in PARTS]
RHYTHMS = ["eenmalig", "project", "regelmatig", "flexibel"]
MARKS = ["thuis", "starten", "taal", "rolstoel"]

# A second noun makes places and things as diverse as in real lists: 14 x 24 compounds.
FRONTS = "buurt wijk dorps stads school zorg taal sport natuur speel kook muziek theater zomer".split()
BACKS = (
    "huis tuin bus feest kamer plein café restaurant bibliotheek museum werkplaats winkel club koor "
    "markt festival kring project fonds atelier loket speeltuin week dag"
).split()

ACTIVITIES = (
    "koken wandelen fietsen schilderen zingen tuinieren voorlezen schaken breien bakken knutselen zwemmen dansen "
    "biljarten puzzelen kaarten vissen boetseren fotograferen timmeren naaien gymmen filmen picknicken kanoën "
    "bridgen jeu-de-boulen darten klaverjassen schaatsen borduren figuurzagen lezen rekenen programmeren"
).split()

SUBJECTS = (
    "Nederlands Engels Arabisch Turks Oekraïens Tigrinya geschiedenis techniek wiskunde computers smartphones "
    "belasting energie financiën opvoeding veiligheid gezondheid voeding logistiek verkeer muziek poëzie"
).split()

ADJECTIVES = (
    "enthousiaste zorgzame handige geduldige creatieve sportieve vrolijke rustige ervaren nieuwe betrouwbare "
    "nieuwsgierige sociale praktische groene technische muzikale stevige vriendelijke scherpe"
).split()

ORGANISATION_KINDS = (
    "Stichting Vereniging Buurthuis Wijkcentrum Zorgcentrum Speeltuin Voedselbank Taalhuis Sportclub Museum "
    "Kinderboerderij Dorpshuis Zangkoor Repaircafé Hospice Inloophuis Scouting Kringloop Natuurgroep Theater"
).split()
ORGANISATION_NAMES = (
    "Anker Brug Linde Akker Meent Bron Spil Kern Haven Molen Toren Wissel Schakel Horizon Kompas Vuur Veer Zwaluw "
    "Ooievaar Klaver Eik Beuk Wilg Ster Poort Schans Dijk Terp Kamp Hoek Grift Rank Parel Vonk Kade Sluis"
).split()

TITLES = [
    "{Role} gezocht",
    "{Role} voor {group}",
    "{Adjective} {role} voor ons {compound}",
    "Samen {activity} met {group}",
    "{Role} in het {compound} van {place}",
    "Help mee bij het {compound}",
    "{Role} voor {activity} op {day}",
    "Word {role} bij {organisation}",
    "{Activity} met {group} in {place}",
    "Les in {subject} voor {group}",
]

SENTENCES = [
    "Je helpt {group} met {activity} in {place}.",
    "Bij ons {compound} komen elke week tientallen mensen binnen.",
    "Als {role} maak je het verschil voor {group}.",
    "We zoeken iemand die houdt van {activity} en van {activity2}.",
    "Je werkt samen met een team van twaalf vrijwilligers.",
    "Ervaring is niet nodig, we leren je alles over {subject}.",
    "Je krijgt een vaste begeleider en een korte training.",
    "De koffie staat klaar en de sfeer is goed.",
    "Op {day} is het druk, dan kunnen we een {role} extra goed gebruiken.",
    "Reiskosten vergoeden we en je bent verzekerd.",
    "Kennis van {subject} is fijn, maar hoeft niet.",
    "We zoeken {adjective1} en {adjective2} mensen die hun afspraken nakomen.",
    "Samen met de buurt bouwen we aan een {compound} waar iedereen welkom is.",
    "Na een proeftijd van een maand kijken we samen of het past.",
    "Een verklaring omtrent gedrag regelen en betalen wij.",
    "In de zomer organiseren we ook een {compound2} met muziek en eten.",
    "{Organisation} bestaat al meer dan twintig jaar.",
    "We overleggen één keer per maand, daarna eten we samen.",
    "Het gebouw ligt vlak bij de bushalte en is goed bereikbaar.",
    "Je kunt ook eerst een keer komen kijken.",
]

STOP_WORDS = set("voor ons met het van bij een in op de en les word help mee gezocht samen".split())
