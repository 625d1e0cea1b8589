"""Stories of the small process, each as far as its name says."""

from elevakt.engines.cases.rules.instances import Instance
from elevakt.engines.cases.tests.rules.small import ELIS, KIM, MIA, VERA, Story

HOME = Instance(ELIS, VERA).key


def reported(**answers):
    story = Story()
    story.opened(**answers)
    return story


def looked(**answers):
    story = reported(**answers)
    story.done("look", concerned=False, searcher=str(KIM), helpers=[str(MIA)])
    return story


def judged(*, found=False):
    story = looked()
    story.done("call", HOME, outcome="reached")
    story.done("talk", talks=[])
    story.write("decision", "judge", str(ELIS), found=found)
    return story


def well(story, key, answer):
    story.done("ask", key, well=answer)
