"""What people write in the play: plain sentences, put together so that no two cases are the same."""

# Prose reads better unbroken.
# ruff: noqa: E501

from collections.abc import Mapping, Sequence

from elevakt.doors.demo.rules.dice import Dice

DONE_SO_FAR = (
    "Jag pratade med eleven direkt och bröt situationen.",
    "Jag har pratat kort med dem som var där. Jag har inte ringt hem.",
    "Jag såg till att det fanns en vuxen i närheten resten av dagen.",
    "Inget mer än att jag lyssnade. Jag har inte pratat med hemmet.",
    "Jag har berättat för arbetslaget att vi behöver hålla extra uppsikt.",
)
AT_HOME = (
    "Vi har pratat hemma, men inte med de andra föräldrarna.",
    "Vi har sagt till fröken tidigare i höst.",
    "Inget än. Vi vill att skolan tar i det.",
)
SAFE_NOW = (
    "En vuxen följer med mellan lektionerna den här veckan. Eleven vet vem hen kan gå till.",
    "Extra rastvakt vid bollplanen och i korridoren. Mentor stämmer av med eleven varje morgon.",
    "Eleverna sitter inte bredvid varandra. Rastvärden är informerad.",
    "Mentor har pratat med eleven i dag och frågar igen i morgon. Omklädning sker i två grupper.",
    "Eleven börjar och slutar tio minuter tidigare i idrotten den här veckan.",
    "Kuratorn träffar eleven i morgon. Personalen på rasten vet att de ska hålla uppsikt, inte varför.",
)
SAID_AT_HOME = (
    "Tackar för samtalet. Hade märkt att något inte stod rätt till.",
    "Blev ledsen över det som hänt och vill veta hur det går vidare.",
    "Ska prata hemma i kväll. Vill gärna ha en tid när samtalen är klara.",
    "Känner inte igen beskrivningen men är mån om att det reds ut.",
    "Undrar vad skolan gör på rasterna. Jag berättade om rastvakterna.",
    "Uppger att det har pågått länge. Har fått veta vem som utreder.",
)
NOT_REACHED = (
    "Ringde två gånger utan svar.",
    "Telefonsvarare. Försöker igen i morgon.",
    "Inget svar på mobil eller arbetsplats.",
)
OTHER_SOURCES = (
    "Rastvärden har sett gruppen vid förrådet men inte vad som sades.",
    "Skärmbilder har visats upp och beskrivs i samtalet.",
    "Två lärare har märkt att stämningen i klassen har blivit sämre under terminen.",
    "Trivselenkäten i klassen visar att korridoren känns otrygg.",
    "Ingen i personalen har sett själva händelsen.",
)
REASONS = {
    "degrading": (
        "Handlingarna har kränkt elevens värdighet. De har upprepats och eleven har tydligt visat att de är ovälkomna. Bäst för barnet är att rasterna blir trygga igen, i den egna klassen.",
        "Det är fråga om kränkande behandling. Vi har vägt in elevens egen beskrivning och att flera har bekräftat den. Eleven vill själv vara kvar i sin grupp.",
    ),
    "harassment": (
        "Orden har samband med en diskrimineringsgrund och har varit ovälkomna. Det är trakasserier. Bäst för barnet är att det upphör genast och att vuxna finns nära.",
    ),
    "sexual_harassment": (
        "Uppträdandet har varit av sexuell natur och har kränkt elevens värdighet. Eleven ska inte behöva möta det igen, och får själv säga vad som känns tryggt.",
    ),
    "conflict": (
        "Det är en ömsesidig konflikt där båda har bidragit. Den behöver hjälp av vuxna men är ingen kränkning. Båda eleverna vill bli sams.",
    ),
    "not_found": (
        "Uppgifterna går isär och ingen har sett händelsen. Kränkning har inte kunnat konstateras. Vi håller ändå extra uppsikt, eftersom eleven har känt sig otrygg.",
    ),
    "unclear": (
        "Det går inte att avgöra vad som har hänt. Elevens upplevelse tas på allvar och åtgärder sätts in för tryggheten.",
    ),
}
MEASURES = (
    ("Raststöd av namngiven vuxen", "Håll uppsikt vid utgången till skolgården på rasterna."),
    ("Ändrad placering i klassrummet", "Använd den nya placeringen, även vid grupparbete."),
    ("Uppdelad omklädning", "Släpp ut gruppen i två omgångar efter idrotten."),
    ("Daglig avstämning med mentor", "Låt eleven gå till mentor fem minuter före lunch."),
    ("Vuxen följer i korridoren", "Var ute i korridoren vid lektionsbyte."),
    ("Fast grupp vid grupparbeten", "Dela alltid in grupperna i förväg."),
    (
        "Samtal med kurator en gång i veckan",
        "Eleven får gå från lektionen på tisdagar utan att säga varför.",
    ),
)
FOR_THE_GROUP = (
    "Klassen arbetar med vänskap och språkbruk på mentorstiden",
    "Trygghetsteamet följer klassens raster i fyra veckor",
    "Vuxna äter med klassen i matsalen",
    "Genomgång av vad som gäller för bilder och chattar",
)
EFFECT = {
    "yes": (
        "Det är lugnt nu. Jag är med igen på rasterna.",
        "Det har inte hänt sedan vi pratade. Det känns bra i klassen.",
        "Bra. Ingen säger något längre. Jag vill att den vuxna är kvar ett tag till.",
    ),
    "partly": (
        "Det är bättre, men det händer ibland när ingen vuxen är där.",
        "Mest bra. I matsalen känns det fortfarande konstigt.",
    ),
    "no": (
        "Det har börjat igen, fast på ett annat ställe.",
        "Nej. Nu är det mer i chatten i stället.",
    ),
}
NOTES = (
    "Pratade kort med eleven i korridoren. Det känns bättre, men inte helt bra.",
    "Mentor berättar att det varit lugnt i klassen den här veckan.",
    "Vårdnadshavare ringde och frågade hur det går. Jag sade att samtalen pågår.",
    "Bokat nytt samtal på torsdag efter lunch.",
    "Rastvärden har inte sett något mer, men håller fortsatt uppsikt.",
    "Stämde av med trygghetsteamet. Inga nya uppgifter.",
    "Eleven ville inte prata i dag. Vi försöker igen i morgon.",
)
LETTERS = (
    "Vi har pratat med dem det gäller och gjort det vi kan för att det inte ska hända igen. "
    "Mentor fortsätter att fråga hur det går. Säg till om något händer igen.",
    "Skolan har utrett det som anmäldes. Vuxna håller uppsikt på raster och i matsalen. "
    "Hör av er om ni märker något.",
)
LESSONS = (
    "Korridoren utanför idrottshallen behöver en vuxen vid lektionsbyte.",
    "Vi tar upp språkbruk i matsalen på nästa arbetsplatsträff.",
    "Rastschemat ändras så att båda planerna har vakt.",
    "Klasserna gör om sina regler för chattar vid terminsstart.",
    "",
)
CORRECTED = (
    "Fel dag i den första texten.",
    "Ett ord blev fel och ändrade meningen.",
    "Lade till det eleven sade efteråt.",
)
WITHDRAWN = "Texten gällde en annan elev och hamnade i fel ärende."
SKIPPED = (
    "Inget har konstaterats och eleven vill inte ha något extra stöd.",
    "Utredningen visar ingen kränkning. Klassens vanliga arbete räcker.",
)
STEP_REOPENED = (
    "En elev till vill berätta.",
    "Nya uppgifter har kommit in som behöver tas med.",
)
CASE_REOPENED = (
    "Det har hänt igen, med samma elever.",
    "Hemmet har hört av sig: det har inte slutat.",
)
PUPIL_VIEW = (
    "Eleven vill att hemmet får veta.",
    "Eleven vill själv berätta först, i kväll.",
    "Eleven tycker att det är okej att mamma får veta.",
)
ASK_FIRST = (
    "Rektor avgör inför varje kontakt.",
    "Vi vet inte säkert att det är tryggt. Ta det med rektor först.",
)
HALF_WRITTEN = (
    "Eleven berättar att det började efter höstlovet. Först var det bara ord i korridoren, men sedan "
    "två veckor knuffas de också vid skåpen. Eleven säger att det är värst på tisdagar när"
)


def names(given: Sequence[str]) -> str:
    """Return names as they stand in a sentence: ``Ali``, ``Ali och Sara``, ``Ali, Bo och Sara``."""
    if len(given) < 2:
        return "".join(given)
    return f"{', '.join(given[:-1])} och {given[-1]}"


def genitive(name: str) -> str:
    """Return a Swedish genitive."""
    return name if name[-1] in "sxzSXZ" else f"{name}s"


def pronouns(sexes: Sequence[str]) -> Mapping[str, str]:
    """Return the pronouns of one person, or of several."""
    if len(sexes) != 1:
        he, him, his = "de", "dem", "deras"
    elif sexes[0] == "Kvinna":
        he, him, his = "hon", "henne", "hennes"
    else:
        he, him, his = "han", "honom", "hans"
    return {"he": he, "he_": he.capitalize(), "him": him, "his": his}


def written(dice: Dice, texts: Sequence[str], places: Mapping[str, str]) -> str:
    """Return one of the texts with its places filled, and begun as a sentence is."""
    text = dice.pick(texts).format_map(places)
    return text[:1].upper() + text[1:]
