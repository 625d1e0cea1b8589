"""What people write where no story of the play has words of its own, by what the question is called.

They fit any process: plain sentences, without names, so that no two schools tell the same child.
"""

# Prose reads better unbroken.
# ruff: noqa: E501

from collections.abc import Mapping

from elevakt.doors.demo.rules.dice import Dice
from elevakt.engines.cases.enums import FieldType
from elevakt.engines.cases.rules.fields import Column, Field

SEEN = (
    "Jag har sett det flera gånger de senaste veckorna, mest på eftermiddagarna.",
    "Det började efter höstlovet. Eleven säger inte mycket om det, men det märks i klassrummet.",
    "Eleven kom till mig efter lektionen och ville prata. Vi satt ner i tio minuter.",
    "Två lärare i arbetslaget har märkt samma sak, oberoende av varandra.",
)
DONE = (
    "Jag har pratat med eleven i enrum och skrivit upp vad vi kom överens om.",
    "Vi tog upp det i arbetslaget på tisdagen. Alla vet vad de ska göra.",
    "Vi har prövat i tre veckor. Det har hjälpt lite, men inte nog.",
    "Mentor stämmer av varje morgon och skriver upp hur det går.",
)
PUPIL_SAYS = (
    "Eleven säger att det är svårast på morgonen och att det blir bättre när det är lugnt.",
    "Eleven vill vara kvar i sin grupp och vill att färre vuxna frågar.",
    "Eleven tycker att det är bra att någon gör något, men vill veta i förväg vad som händer.",
    "Eleven säger att det går bra på lektionerna men inte på rasterna.",
)
HOME_SAYS = (
    "Hemmet känner igen det och vill gärna ha kontakt en gång i veckan.",
    "Hemmet håller med, och berättar att det är likadant hemma.",
    "Hemmet vill att skolan väntar till efter lovet. Vi kom överens om att börja i liten skala.",
)
REASONS = (
    "Det som har kommit fram räcker för att besluta. Vi har vägt in elevens egna ord och vad som är bäst för barnet.",
    "Behovet är tydligt och har prövats i vardagen. Eleven är med på det.",
    "Flera har sett samma sak var för sig. Det som föreslås är det minsta som räcker.",
)
MEASURES = (
    "Avstämning med en vuxen varje morgon",
    "Genomgång i liten grupp före lektionen",
    "En lugn plats att gå till mellan passen",
    "Material i förväg, och längre tid",
)
INSTRUCTIONS = (
    "Ge en uppgift i taget, och stäm av efter tio minuter.",
    "Låt eleven gå ifrån fem minuter utan att säga varför.",
    "Skriv dagens ordning på tavlan och säg när något ändras.",
    "Låt eleven sitta nära dörren och välja grupp först.",
)
EFFECTS = (
    "Eleven är med på fler lektioner och ber om hjälp tidigare än förut.",
    "Det går åt rätt håll. Måndagar är fortfarande svårast.",
    "Ingen skillnad än. Vi fortsätter två veckor till och frågar igen.",
)
ANYTHING = (
    "Vi följer upp på nästa möte och skriver upp vad som har hänt.",
    "Alla som behöver veta har fått veta, och ingen annan.",
    "Det är gjort som vi kom överens om. Inget nytt har kommit fram.",
    "Vi har gått igenom det tillsammans och är överens om nästa steg.",
)
NOT_NEEDED = (
    "Det är redan gjort på annat sätt, och står i ärendet.",
    "Alla är överens om att det inte behövs den här gången.",
    "Den det gäller har redan fått veta.",
)
SHORT = ("Enligt överenskommelse", "Varje vecka", "Skolans expedition", "Se händelserna")

_BY_NAME: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("seen", "seen_heard", "what_happened", "facts", "finding", "account"), SEEN),
    **dict.fromkeys(("background", "when_how_often", "causes", "summary", "asked"), SEEN),
    **dict.fromkeys(("done_so_far", "tried", "support_tried", "did", "earlier", "safe_now"), DONE),
    **dict.fromkeys(
        ("pupil_view", "pupil_said", "child_words", "views", "view", "want"), PUPIL_SAYS
    ),
    **dict.fromkeys(("guardian_view", "said", "guardians", "comment", "others_view"), HOME_SAYS),
    **dict.fromkeys(("reasons", "best_interests", "why", "why_not", "home"), REASONS),
    **dict.fromkeys(("analysis", "needs", "assessment", "weighing", "proportion"), REASONS),
    **dict.fromkeys(("what", "agreed", "proposal", "plan", "how_met", "school_does"), MEASURES),
    **dict.fromkeys(("instruction", "teaching", "works"), INSTRUCTIONS),
    **dict.fromkeys(("effect", "evaluation", "lessons"), EFFECTS),
}


def phrase(asked: Field | Column, dice: Dice) -> str:
    """Return what somebody writes where this is asked."""
    is_short = asked.type is FieldType.TEXT
    return dice.pick(_BY_NAME.get(asked.id, SHORT if is_short else ANYTHING))
