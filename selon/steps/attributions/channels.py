"""Phrases that tell through what something is said: « sur Telegram », « au micro de X », « dans un communiqué »."""

from selon.steps.attributions.scene import Scene
from selon.text import cased_words, words_of

_OF_EVENTS = ("phone", "meeting")  # « discuter au téléphone » tells how something is done, not how it is said
_LONGEST = 4  # words of an outlet's name


def opens_channel(scene: Scene, token: int, stop: int) -> bool:
    """Whether the words from `token` to `stop` begin as one that tells how something is said: « sur Twitter »."""
    told = " ".join(scene.words.form[token:stop]).replace("' ", "'")
    return any(told.startswith(form) for row in scene.pack.channels if row.channel not in _OF_EVENTS for form in row.forms)


def past_channel(scene: Scene, token: int, stop: int) -> int | None:
    """The token behind a channel that opens at `token`: words of the tables, or an outlet or network behind a preposition."""
    words = scene.words
    if token >= stop or words.pos[token] != "ADP":
        return None
    forms = (words_of(form) for row in scene.pack.channels if row.channel not in _OF_EVENTS for form in row.forms)
    read = max((token + len(form) for form in forms if scene.reads(token, form)), default=token)
    if read - 1 > token and words.pos[read - 1] == "ADP":  # « au micro de » X
        return past_channel(scene, read - 1, stop)
    if read > token:  # « sur sa page » Facebook
        return _past_name(scene, token, read, stop) or read
    article = token + 1 < stop and words.pos[token + 1] == "DET" and not words.text[words.start[token + 1]].isupper()
    return _past_name(scene, token, token + 1 + article, stop)


def _past_name(scene: Scene, preposition: int, first: int, stop: int) -> int | None:
    """The token behind the longest name of an outlet or network that stands at `first`."""
    lasts = range(min(first + _LONGEST, stop) - 1, first - 1, -1)
    return next((last + 1 for last in lasts if _carries(scene, preposition, first, last)), None)


def _carries(scene: Scene, preposition: int, first: int, last: int) -> bool:
    """Whether an outlet or network is named by the tokens [first, last], its article contracted with the preposition or not."""
    words, actors = scene.words, scene.pack.gazetteer.actors
    name = " ".join(cased_words(words.text[words.start[first] : words.end[last]]))
    article = scene.grammar.contractions.get(words.form[preposition], "")
    actor = actors.get(name) or (actors.get(f"{article} {name}") if article else None)
    return actor is not None and (actor.kind == "outlet" or actor.channel is not None)
