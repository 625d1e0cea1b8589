"""What happens in the play, and how each who was there tells it. Nobody in it is real.

Named places: ``{e}`` who was exposed, ``{e_s}`` in the genitive, ``{he}`` ``{him}`` ``{his}`` of the
exposed; ``{a}`` who is said to have done it; ``{place}`` where, ``{when}`` when.
"""

# Prose reads better unbroken.
# ruff: noqa: E501

from dataclasses import dataclass

PLACES = {
    "classroom": "i klassrummet",
    "corridor": "i korridoren",
    "yard": "på skolgården",
    "changing_room": "i omklädningsrummet",
    "sports_hall": "i idrottshallen",
    "canteen": "i matsalen",
    "toilet": "vid toaletterna",
    "way": "på väg hem från skolan",
    "bus": "på skolbussen",
    "trip": "under utflykten",
    "online": "i klassens chatt",
    "educare": "på fritids",
}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens, with the codes of the process and the words of those concerned.

    :param seen: as staff write it
    :param home: as a guardian writes it
    :param own: as the pupil does
    :param exposed: what the exposed tells
    :param alleged: what the alleged says
    :param witness: what somebody beside says
    :param found: what the investigation shows
    """

    kinds: tuple[str, ...]
    places: tuple[str, ...]
    seen: tuple[str, ...]
    home: tuple[str, ...]
    own: tuple[str, ...]
    exposed: tuple[str, ...]
    alleged: tuple[str, ...]
    witness: tuple[str, ...]
    found: tuple[str, ...]


EVENTS = (
    Event(
        kinds=("verbal",),
        places=("classroom", "corridor", "canteen", "yard"),
        seen=(
            "{a} kallade {e} för elaka saker {place} {when}. Flera i klassen skrattade. {e} blev tyst och gick därifrån.",
            "Jag hörde hur {a} härmade {e} {place} {when} och fick andra att skratta. Det är inte första gången jag ser det.",
            "{e} kom till mig {when} och var ledsen. {a} hade ropat öknamn efter {him} {place} hela veckan.",
        ),
        home=(
            "{e} har kommit hem ledsen flera dagar i rad. {a} säger elaka saker {place} och får andra att skratta åt {him}.",
            "Vi vill anmäla att {e} blir kallad fula ord {place}. {e} vill inte gå till skolan längre.",
        ),
        own=(
            "{a} säger elaka saker om mig {place} nästan varje dag. Jag har sagt till men det slutar inte.",
            "Jag blir kallad saker {place}. Alla skrattar. Jag vill att det ska sluta.",
        ),
        exposed=(
            "Det började i höstas. Jag får höra att jag är ful och konstig. Jag låtsas att jag inte hör.",
            "De härmar hur jag pratar. Ibland vill jag inte räcka upp handen för då börjar det igen.",
            "Jag vet inte varför det är just jag. Det är värst {place}, där ingen vuxen är.",
        ),
        alleged=(
            "Vi skojade bara. Jag tänkte inte på att det kändes så.",
            "Jag sade det en gång. Sedan var det andra som fortsatte.",
            "Det stämmer att jag har sagt saker. Jag vet att det var fel.",
        ),
        witness=(
            "Det händer ofta, oftast på rasten. Ingen säger ifrån för då är man nästa.",
            "Jag hörde det {when}. {e} såg jätteledsen ut.",
        ),
        found=(
            "{e} har vid upprepade tillfällen {place} fått höra nedsättande ord. Det bekräftas av flera som var där.",
            "Det är klarlagt att öknamn har ropats {place} vid minst tre tillfällen, senast {when}.",
        ),
    ),
    Event(
        kinds=("physical",),
        places=("yard", "corridor", "sports_hall", "educare", "way"),
        seen=(
            "{a} knuffade {e} så att {he} föll {place} {when}. {e} fick ett skrubbsår på handen.",
            "Bråk {place} {when}. {a} höll fast {e} och slog till {him} på armen. Jag gick emellan.",
            "{e} hade ett blåmärke på armen. {he_} berättade att {a} sparkat {him} {place} {when}.",
        ),
        home=(
            "{e} kom hem med blåmärken. {he_} berättar att {a} knuffar och sparkar {place}.",
            "I går blev {e} slagen av {a} {place}. Ingen vuxen fanns i närheten. Vi vill att skolan gör något nu.",
        ),
        own=(
            "{a} knuffade in mig i väggen {place}. Det gör ont i axeln.",
            "Jag blev slagen {place} {when}. Jag vågar inte gå dit själv.",
        ),
        exposed=(
            "Jag gick förbi och fick en knuff i ryggen. När jag reste mig skrattade de.",
            "Det är alltid på samma ställe. Jag går en omväg nu för att slippa.",
            "Jag slog inte tillbaka. Jag sprang in.",
        ),
        alleged=(
            "Vi tävlade om bollen och det blev för hårt. Jag menade inte att göra illa.",
            "Jag blev arg för att jag inte fick vara med. Jag vet att man inte får slåss.",
            "Det var ett bråk, vi knuffades båda två.",
        ),
        witness=(
            "Jag såg att {e} blev knuffad bakifrån. Det såg inte ut som en olycka.",
            "De bråkade om bollen först. Sedan blev det slag.",
        ),
        found=(
            "{e} har knuffats omkull {place} {when}. Händelsen sågs av två andra elever och av rastvakt.",
            "Det är klarlagt att {e} har utsatts för slag {place}. Uppgifterna stämmer i allt väsentligt överens.",
        ),
    ),
    Event(
        kinds=("exclusion",),
        places=("yard", "classroom", "canteen", "educare"),
        seen=(
            "{e} står ensam på rasterna sedan några veckor. {a} har sagt till de andra att inte vara med {him}.",
            "I matsalen {when} flyttade alla sig när {e} satte sig. Det var {a} som började.",
            "Vid gruppindelningen {when} ville ingen vara med {e}. Jag har sett samma sak {place}.",
        ),
        home=(
            "{e} får aldrig vara med {place}. {a} bestämmer vem som får leka. {he_} gråter på kvällarna.",
            "Vi märker att {e} är utanför. Det ryktas saker om {him} som inte är sanna, och de kommer från {a}.",
        ),
        own=(
            "Ingen får vara med mig för {a}. De går när jag kommer.",
            "Jag är alltid ensam på rasten. De viskar om mig.",
        ),
        exposed=(
            "De tystnar när jag kommer. Jag äter fort så att jag kan gå.",
            "Först var vi kompisar alla tre. Nu får jag inte vara med och ingen säger varför.",
            "Någon har sagt något om mig som inte är sant. Nu vill ingen sitta bredvid mig.",
        ),
        alleged=(
            "Man får väl välja vem man är med.",
            "Vi blev osams i somras. Jag har inte sagt åt någon att inte vara med.",
            "Jag tänkte inte på hur det blev för {e}.",
        ),
        witness=(
            "Det är {a} som bestämmer. Alla gör som {a} säger.",
            "{e} går ensam varje rast.",
        ),
        found=(
            "{e} har under en längre tid hållits utanför {place}. Det är inte en enstaka händelse.",
            "Elever i gruppen beskriver var för sig att {e} inte får vara med, och att det började efter sommaren.",
        ),
    ),
    Event(
        kinds=("written",),
        places=("online",),
        seen=(
            "{e} visade mig meddelanden {place} där {a} skriver nedsättande saker. De är från {when}.",
            "En elev berättade {when} att det har lagts ut en bild på {e} {place} med elaka kommentarer.",
            "Det har startats en chattgrupp utan {e} där {a} skriver om {him}. Jag har sett en skärmbild.",
        ),
        home=(
            "Det skrivs hemska saker om {e} {place}. Vi har sparat skärmbilder. {a} är den som har börjat.",
            "{e} har fått meddelanden sent på kvällen där det står att {he} inte ska komma till skolan.",
        ),
        own=(
            "De skriver om mig {place}. Någon tog en bild på mig som alla har sett.",
            "{a} lade ut en bild på mig utan att fråga.",
        ),
        exposed=(
            "Jag stänger av telefonen men jag vet att de skriver ändå.",
            "Bilden togs i omklädningsrummet. Jag visste inte att någon fotade.",
            "Alla i klassen är med i gruppen utom jag.",
        ),
        alleged=(
            "Jag lade upp den men tog bort den sedan.",
            "Det var inte jag som skrev först. Jag svarade bara.",
            "Det var ett skämt mellan oss. Jag trodde inte att den skulle spridas.",
        ),
        witness=(
            "Jag är med i gruppen. Det skrevs i flera dagar innan någon gick ur.",
            "Jag har skärmbilder om ni vill se.",
        ),
        found=(
            "Meddelanden och en bild har spridits {place}. De har visats upp för skolan och tagits bort.",
            "Skärmbilder visar nedsättande kommentarer om {e} under minst en vecka.",
        ),
    ),
    Event(
        kinds=("threat", "verbal"),
        places=("corridor", "way", "bus", "toilet"),
        seen=(
            "{a} sade till {e} {place} {when} att {he} skulle få stryk efter skolan. {e} vågade inte gå hem.",
            "{e} bad att få stanna inne på rasten. {he_} har blivit hotad av {a} {place}.",
        ),
        home=("{e} är rädd. {a} har hotat {him} {place} {when}. Vi hämtar i skolan tills vidare.",),
        own=("{a} säger att jag ska få stryk om jag berättar. Det var {place} {when}.",),
        exposed=(
            "Han sade att han vet var jag bor. Jag tror inte att han menar det, men jag vet inte.",
            "Jag väntar tills alla har gått innan jag går hem.",
        ),
        alleged=(
            "Jag sade det när jag var arg. Jag skulle aldrig göra något.",
            "Det var {e} som började tjafsa.",
        ),
        witness=("Jag hörde att någon sade ”vänta du bara”. Sedan gick jag.",),
        found=(
            "Hotet uttalades {place} {when} och har bekräftats. Det har inte följts av någon handling.",
        ),
    ),
    Event(
        kinds=("sexual",),
        places=("corridor", "changing_room", "classroom", "online"),
        seen=(
            "{e} berättade {when} att {a} har sagt saker om {his} kropp {place}. {e} vill inte att det sägs högt.",
            "Jag hörde {a} säga sexuella ord till {e} {place} {when}. Jag sade till direkt.",
        ),
        home=("{e} har berättat att {a} säger äckliga saker om {his} kropp {place}.",),
        own=("{a} säger saker om min kropp {place}. Jag vill inte byta om med de andra.",),
        exposed=(
            "Det är ord om hur jag ser ut. Jag har börjat ha stor tröja.",
            "Jag sade att de skulle sluta. Då skrattade de.",
        ),
        alleged=(
            "Det var inte menat så. Alla säger så.",
            "Jag förstår att det inte är okej. Jag har bett om ursäkt.",
        ),
        witness=("Det sägs mycket sådant {place}. De vuxna hör det inte.",),
        found=(
            "Ord med sexuell innebörd har riktats mot {e} {place} vid flera tillfällen, trots att {he} bett dem sluta.",
        ),
    ),
    Event(
        kinds=("property",),
        places=("corridor", "changing_room", "classroom", "bus"),
        seen=(
            "{e_s} jacka låg i en toalett {when}. Andra elever säger att {a} gjorde det.",
            "{e_s} väska har gömts flera gånger {place}, senast {when}. {a} skrattade när {he} letade.",
        ),
        home=(
            "{e_s} saker försvinner {place}. Nu var det cykelnyckeln. {he_} säger att det är {a}.",
        ),
        own=("De tar mina saker {place} och gömmer dem. I dag var det min telefon.",),
        exposed=(
            "Jag hittade jackan till slut. Den var våt. Jag frös hela dagen.",
            "De kastar min mössa till varandra. Jag orkar inte springa efter den längre.",
        ),
        alleged=(
            "Vi gömde den på skoj. Jag sade ju var den var sedan.",
            "Det var inte jag som tog den.",
        ),
        witness=("De kastade runt den {place}. {e} bad dem sluta flera gånger.",),
        found=("{e_s} saker har gömts och förstörts {place}. Det har pågått i några veckor.",),
    ),
)

STAFF_EVENT = Event(
    kinds=("verbal",),
    places=("classroom", "sports_hall", "corridor"),
    seen=(
        "{e} berättade {when} att {a} har sagt till {him} inför klassen att {he} är hopplös. {e} grät när {he} berättade.",
        "Under lektionen {when} tog {a} tag i {e_s} arm och ledde ut {him}. Jag såg det från korridoren.",
    ),
    home=(
        "{e} säger att {a} skriker åt {him} inför klassen. {he_} har ont i magen före lektionerna.",
    ),
    own=("{a} sade inför alla att jag aldrig kommer att lära mig. Jag skämdes.",),
    exposed=(
        "Alla tittade på mig. Jag ville bara gå därifrån.",
        "Det var inte hårt, men jag blev rädd.",
    ),
    alleged=(
        "Jag höjde rösten för att bryta en stökig situation. Jag borde ha gjort det på ett annat sätt.",
        "Jag ledde ut eleven för att skydda en annan elev. Jag höll i armen ett kort ögonblick.",
    ),
    witness=("Det blev helt tyst i klassrummet.",),
    found=(
        "Uttalandet fälldes inför klassen {when}. Det har bekräftats av två elever och till viss del av den vuxna.",
    ),
)

WHEN = (
    "i dag på förmiddagen",
    "i dag efter lunch",
    "på rasten efter andra lektionen",
    "i går eftermiddag",
    "vid skoldagens slut",
    "under dagens sista lektion",
)
