"""Contents that are infinitives: bare, or behind « de » or « à »."""

from selon.analysis import Words
from selon.lang.rows import Frame
from selon.steps.attributions.clauses import CLAUSAL
from selon.steps.attributions.complements import Content, content_between, object_start
from selon.steps.attributions.extent import clause_end
from selon.steps.attributions.objects import prepositional_object
from selon.steps.attributions.scene import CueVerb, Scene
from selon.syntax.verbs import is_finite, is_verb, verb_form

_FARTHEST = 120  # tokens from a verb to its infinitive


def infinitive(scene: Scene, cue: CueVerb, frame: Frame) -> Content | None:
    """A bare infinitive, or one after « de » or « à », that hangs on the verb."""
    words = scene.words
    openers = {
        "inf": frozenset[str](), "de_inf": scene.grammar.infinitive_of, "a_inf": scene.grammar.infinitive_to,
    }[frame]  # fmt: skip
    for token in range(cue.stop, min(words.bounds(cue.token)[1], cue.stop + _FARTHEST)):
        if not is_verb(words, token):
            continue
        form = verb_form(words, token, scene.grammar)
        if form == "infinitive" and not words.dep[token].startswith("aux"):
            return _content_at(scene, cue, frame, token, openers)
        if form == "finite" and words.dep[token] not in CLAUSAL:
            return None
    return None


def _content_at(scene: Scene, cue: CueVerb, frame: Frame, token: int, openers: frozenset[str]) -> Content | None:
    """The content of the infinitive at `token`; an accusation begins with what is accused."""
    start = _start(scene, token, cue.stop)
    if start > cue.stop + 1 and not _behind_aside(scene.words, cue.stop, start) and not _hangs_on(scene, token, cue.token):
        return None
    if not _is_opened(scene, cue.stop, start, openers):
        return None
    if cue.row.act == "accuse" and cue.row.addressee == "object":
        earlier = prepositional_object(scene, cue, "de_np")
        start = scene.words.at(earlier.span.start) if earlier is not None else object_start(scene, cue, start, start)
    return content_between(scene, frame, start, _before_clause(scene, start, clause_end(scene, cue, token, start)), token)


def _behind_aside(words: Words, floor: int, start: int) -> bool:
    """Whether one aside between two commas is all that stands between the verb and the infinitive."""
    return words.form[floor] == "," and words.form[start - 1] == "," and "," not in words.form[floor + 1 : start - 1]


def _is_opened(scene: Scene, floor: int, start: int, openers: frozenset[str]) -> bool:
    """Whether one of `openers` stands before the infinitive; with none wanted, whether no preposition does."""
    form, grammar = scene.words.form, scene.grammar
    marked = start - 1 > floor and form[start - 1] == "«"
    opener = form[start - 2 if marked else start - 1] if start > floor else ""
    if not openers:
        governed = start > floor and scene.words.pos[start - 1] == "ADP"
        return not governed and opener not in grammar.infinitive_of | grammar.infinitive_to | grammar.for_
    heads = start - 2 >= floor and form[start - 2] in grammar.conjunction_heads
    of_conjunction = heads and scene.words.dep[start - 2] != "fixed"
    return opener in openers and not of_conjunction


def _before_clause(scene: Scene, start: int, end: int) -> int:
    """« souhaite V et que Q »: the infinitive ends where a clause is coordinated with it."""
    words = scene.words
    for i in range(start, end - 1):
        if words.form[i] in scene.grammar.complementizers:
            return end
        if words.pos[i] == "CCONJ" and words.form[i + 1] in scene.grammar.complementizers:
            return i
    return end


def _hangs_on(scene: Scene, token: int, cue: int) -> bool:
    words = scene.words
    top = words.head[token] if words.dep[token] == "cop" else token
    above = words.head[top]
    if above == cue or _under_object(scene, top, cue):
        return True
    if cue < above < top and words.head[above] == cue and not is_verb(words, above):
        return True
    return _behind_adjunct(scene, top, cue)


def _behind_adjunct(scene: Scene, token: int, cue: int) -> bool:
    """« demande dans un message publié lundi de V »: hung inside an adjunct of the verb whose last word asks for nothing."""
    words = scene.words
    path = list(words.ancestors(token))
    if cue not in path or any(i in scene.cues or is_finite(words, i) for i in path[: path.index(cue)]):
        return False
    opener = next((c for c in words.children[token] if words.dep[c] == "mark" and words.pos[c] == "ADP"), None)
    if opener is None or opener - 1 <= cue:
        return False
    last = opener - 1
    return words.pos[last] in ("PROPN", "ADJ", "NUM") or words.lemma[last] in scene.grammar.day_names


def _under_object(scene: Scene, token: int, cue: int) -> bool:
    """« appelle les élus de X à V »: the infinitive hangs somewhere below the object of a verb that asks somebody to act."""
    words, row = scene.words, scene.cues[cue].row
    if row.addressee != "object" or "a_inf" not in row.frames:
        return False
    path = [token, *words.ancestors(token)]
    if cue not in path:
        return False
    at = path.index(cue)
    return words.dep[path[at - 1]] == "obj" and not any(is_finite(words, i) for i in path[1:at])


def _start(scene: Scene, token: int, floor: int) -> int:
    """The first token of the infinitive with its auxiliary, clitics, adverbs and negation."""
    words, grammar = scene.words, scene.grammar
    outside = grammar.infinitive_of | grammar.infinitive_to | {",", "«"}
    start = _with_auxiliary(words, token, floor)
    while start > floor and words.form[start - 1] not in outside:
        if words.dep[start - 1] == "fixed":
            break
        if words.pos[start - 1] not in ("PRON", "ADV", "AUX") and words.form[start - 1] not in grammar.negations:
            break
        if start - 1 == floor and words.pos[floor] == "ADV" and words.form[floor] not in grammar.negations:
            break  # « annonce officiellement soutenir »: the adverb is the cue's
        start -= 1
    return start


def _with_auxiliary(words: Words, token: int, floor: int) -> int:
    """« avoir « bien agi » »: the auxiliary before the quotation mark that the participle, or its adverb, stands behind."""
    mark = token - 1
    while mark > floor and words.pos[mark] == "ADV":
        mark -= 1
    helps = words.dep[mark - 1].startswith("aux") or words.dep[mark - 1] == "cop"
    return mark - 1 if mark - 1 >= floor and words.form[mark] == "«" and helps else token
