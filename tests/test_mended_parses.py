"""An adverbial between the words of a report changes neither who speaks nor what is said."""

import pytest

from selon.markup import parse_marked
from selon.model import Article, Reading
from selon.reader import Reader

SPLIT = [
    "{source:Le préfet} a, de plus, {cue:déclaré} que {content:la route était coupée}.",
    "{source:La région} a, dans un courrier aux maires, {cue:rappelé} {content:l'urgence des travaux}.",
    "{source:Le syndicat} a, jeudi matin, {cue:accusé} la direction {content:de mentir}.",
    "« {content:La digue tiendra} », a, lundi soir, {cue:assuré} {source:la préfète}.",
    "{source:Le général} a à plusieurs reprises {cue:ordonné} aux troupes de {content:reculer}.",
    "{source:L'évêque} a dans la foulée {cue:appelé} à {content:l'apaisement}.",
    "{source:La mairie} a de surcroît {cue:demandé} aux riverains de {content:fermer leurs volets}.",
    "{source:Le recteur} a une fois de plus {cue:condamné} {content:les violences}.",
    "{content:Le projet} a, mardi, été {cue:rejeté} par {source:le conseil}.",
]
BEFORE_CONTENT = [
    "{source:La préfecture} {cue:précise} entre autres que {content:la digue a tenu}.",
    "{source:Le juge} {cue:regrette} entre autres d'{content:avoir tardé}.",
    "{source:La ministre} {cue:a rappelé} une fois de plus {content:l'urgence de la réforme}.",
    "{source:La présidence} {cue:a démenti} fermement {content:ces accusations}.",
    "{source:Le groupe} {cue:a nié} mardi {content:toute fuite}.",
    "{source:Une élue} {cue:a demandé} mardi {content:si les travaux finiraient en mai}.",
    "{source:La ville} {cue:recommande} dans un message publié lundi de {content:rester à l'abri}.",
    "{source:L'évêché} {cue:condamne} ces « {content:actes gratuits} ».",
]
HIDDEN = [
    "{source:Le maire}, qui visitait le chantier mardi, {cue:critique} {content:les élus de la région}.",
    "{source:L'avocate} {cue:conteste} fermement que {content:son client ait fui}.",
    "{source:La direction} {cue:acte} mardi que {content:le port sera vendu}.",
    "{source:Le guide} {cue:vante} dimanche {content:la beauté du port}.",
]
CLITICS = [
    "{content:Le dépôt est fermé}, comme {cue:le révèle} {source:Le Phare}.",
    "{content:Le dépôt est fermé} comme {cue:l'indique} {source:la préfecture}.",
    "{content:Le bac est arrêté}, comme {cue:le rapporte} {source:Radio Estran}.",
    "{source:Le fermier} {cue:espère} {content:en vendre dix}.",
    "{source:Le recteur} n'a pas manqué de {cue:rappeler} que {content:le parc est interdit}.",
    "{content:Le programme} {cue:est jugé} trop coûteux par {source:les éleveurs}.",
]
NOBODY = [
    "Il mange comme le chef cuisinier.",
    "Le village vit comme la mer le veut.",
    "Le gardien a la main blessée.",
    "Elle a, chez elle, des objets refusés par le musée.",
    "Le musée a en réserve des tableaux contestés.",
    "Elle a en tête un projet conçu pour le port.",
    "Un regard critique sur les élus de la région.",
    "La menace de bloquer le port plane toujours.",
    "Les travaux durent une fois de plus.",
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader("fr")


def _said(reading: Reading, text: str) -> list[tuple[str | None, str, str]]:
    return [
        (s.source.span.of(text) if s.source.span else None, s.content[0].of(text), s.cue.of(text) if s.cue else "")
        for s in reading.record.statements
    ]


@pytest.mark.parametrize("marked", [*SPLIT, *BEFORE_CONTENT, *HIDDEN, *CLITICS])
def test_report_is_found_around_an_adverbial(reader: Reader, marked: str) -> None:
    text, spans = parse_marked(marked)
    wanted = {label: span.of(text) for label, span in spans}
    found = _said(reader.read(Article(text=text)), text)
    assert any(
        source == wanted["source"] and wanted["content"] in content and wanted["cue"] in cue for source, content, cue in found
    ), found


@pytest.mark.parametrize("text", NOBODY)
def test_nothing_is_reported_where_nobody_speaks(reader: Reader, text: str) -> None:
    assert _said(reader.read(Article(text=text)), text) == []
