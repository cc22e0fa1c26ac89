"""Who a phrase or pronoun means: each mechanism with sentences that it gets right and one that it leaves alone."""

import pytest

from selon.model import Article
from selon.reader import Reader

CASES = {
    "first-name-with-a-known-place": [
        ("Henri de Tunis a estimé que le prix baisserait.", "Henri de Tunis"),
        ("« Le vin est bon », a dit Odile de Madrid.", "Odile de Madrid"),
        ("Selon Benoît de Lima, la digue tient.", "Benoît de Lima"),
        ("Le maire de Lyon a déclaré que la rue serait fermée.", "maire de Lyon"),
    ],
    "country-opens-a-longer-name": [
        ("Suisse Tourisme estime que la saison sera bonne.", "Suisse Tourisme"),
        ("Selon France Rivières, le niveau remonte.", "France Rivières"),
        ("Italie Nature a annoncé que le parc ouvrirait.", "Italie Nature"),
        ("La Suisse a annoncé que le tunnel ouvrirait.", "Suisse"),
    ],
    "body-with-one-capital": [
        ("« La course est annulée », a annoncé le Yacht club de Cassis.", "Yacht club de Cassis"),
        ("Selon la Ligue de protection des oiseaux, les cigognes reviennent.", "Ligue de protection des oiseaux"),
        ("La Compagnie des eaux de Bourges a déclaré que la fuite était réparée.", "Compagnie des eaux de Bourges"),
        ("Selon Morvan de passage à Brest, la route est libre.", "Morvan"),
    ],
    "title-contracted-with-its-preposition": [
        ("Le PDG, interrogé par des lecteurs du Figaro, se tait. Selon le quotidien, il partira.", "Le Figaro"),
        ("L'élue a écrit au Monde. Selon le journal, elle renonce.", "Le Monde"),
        ("Il s'est confié au Parisien. Le quotidien affirme que la vente est faite.", "Le Parisien"),
        ("Le maire a parlé au parisien venu le voir. Il affirme que la vente est faite.", "maire"),
    ],
    "acronym-of-a-body": [
        ("La Société des amis du lac (SAL) s'est réunie. La SAL estime que l'eau baisse.", "Société des amis du lac"),
        ("Le Comité de défense des halles (CDH) proteste. Selon le CDH, le toit fuit.", "Comité de défense des halles"),
        ("Open Rivers Trust (ORT) a payé. L'ORT affirme que le pont tiendra.", "Open Rivers Trust"),
        ("La Société des amis du lac (Bourges) s'est réunie. Bourges estime que l'eau baisse.", "Bourges"),
    ],
    "gender-of-a-first-name": [
        ("Odile Morvan a reçu Paul Legrand. Elle estime que le projet avance.", "Odile Morvan"),
        ("Mathilde Renard a vu Karim Benali. Il affirme que le prix monte.", "Karim Benali"),
        ("Serge Dupré a écrit à Nadia Kaci. Selon elle, la dette est payée.", "Nadia Kaci"),
        ("Camille Morvan est arrivée. Elle estime que le projet avance.", "Camille Morvan"),
    ],
    "pronouns-in-a-row": [
        ("Odile Morvan est rentrée lundi. Elle a vu le port. Elle a salué Brest. Elle estime que tout va bien.", "Odile Morvan"),
        ("Serge Dupré a visité l'usine. Il a parlé aux ouvriers. Il a dit que la paie serait versée.", "Serge Dupré"),
        ("Karim Benali est venu à Brest. Il y a dormi. Il a mangé seul. Il affirme que le train est parti.", "Karim Benali"),
        ("Odile Morvan est rentrée lundi. Il pleuvait. Il a fallu attendre. Elle estime que tout va bien.", "Odile Morvan"),
    ],
    "two-who-are-named-together": [
        ("Anne et Paul Morvan ont vendu leur ferme. Ils affirment que le prix est juste.", "Anne et Paul Morvan"),
        ("Odile Renard et Serge Dupré se sont mariés. Le couple assure que tout est payé.", "Odile Renard et Serge Dupré"),
        ("Nadia Kaci et Karim Benali sont rentrés. Ils estiment que la route est sûre.", "Nadia Kaci et Karim Benali"),
        ("Anne Morvan a vu Paul Renard. Il affirme que le prix est juste.", "Paul Renard"),
    ],
    "description-that-takes-up-a-person": [
        ("Odile Morvan, maire de Brest, a parlé. L'élue estime que le port doit changer.", "Odile Morvan"),
        ("Le roi Théodore III vivait à Nice. L'ancien souverain a affirmé que la paix viendrait.", "Théodore III"),
        ("Serge Dupré a joué à Lens. Le joueur a déclaré qu'il resterait.", "Serge Dupré"),
        ("Serge Dupré est venu. Le procureur a déclaré que l'enquête était close.", "procureur"),
    ],
    "description-that-takes-up-a-body": [
        ("Danone a fermé une usine. Le groupe affirme que les salariés seront payés.", "Danone"),
        ("La Banque postale a perdu de l'argent. L'entreprise assure que tout va bien.", "Banque postale"),
        ("Le Monde a publié une liste. Le quotidien affirme que les noms sont vrais.", "Le Monde"),
        ("Serge Dupré a acheté un pré. L'entreprise voisine affirme que le pré est à elle.", "entreprise voisine"),
    ],
    "longer-description-before": [
        ("La police de l'aéroport a fouillé le hall. Selon la police, le sac était vide.", "police de l'aéroport"),
        ("La direction du lycée a écrit aux parents. La direction affirme que le toit tient.", "direction du lycée"),
        ("La préfecture du Var a pris un arrêté. La préfecture assure que l'eau est saine.", "préfecture du Var"),
        ("Selon la police, le sac était vide. La police de l'aéroport a fouillé le hall.", "police"),
    ],
    "stressed-pronoun": [
        ("Odile Morvan se tait. La région, quant à elle, affirme que le train roulera.", "région"),
        ("Serge Dupré est parti. Le syndicat, lui, estime que la grève est utile.", "syndicat"),
        ("Nadia Kaci est venue. Karim Benali, pour lui, affirme que tout est faux.", "Karim Benali"),
        ("Odile Morvan se tait. Pour elle, le débat est clos.", "Odile Morvan"),
    ],
    "relative-that-agrees": [
        ("La colère monte chez les voisins de la mairie, qui affirme que le bruit cessera.", "mairie"),
        ("Des amis du président, qui estime que la loi est bonne, sont venus.", "président"),
        ("Le maire a reçu les parents d'Odile Morvan, qui affirme que la rue est sûre.", "Odile Morvan"),
        ("Le maire a reçu Paul Renard, qui affirme que la rue est sûre.", "Paul Renard"),
    ],
    "own-voice-between": [
        ("Odile Morvan est rentrée. « Le pont est vieux. La route est longue. Le port est plein. L'eau monte. Le quai cède. "
         "La ville dort. », déplore-t-elle.", "Odile Morvan"),
        ("Serge Dupré a parlé. « Tout va mal. Rien ne va. Le jour baisse. Le vent souffle. L'eau fuit. », dit-il.",
         "Serge Dupré"),
        ("Nadia Kaci est venue. « Le prix monte. La dette aussi. Le port ferme. La mer gagne. », regrette-t-elle.", "Nadia Kaci"),
        ("Odile Morvan est rentrée. Il a plu. Le vent a soufflé. Le toit a fui. La mer a monté. La nuit est tombée. "
         "« Tout va mal », dit-elle.", None),
    ],
    "body-of-the-country-that-the-article-is-about": [
        ("Allemagne : deux blessés à Berlin\n\nUn homme a fui en Allemagne. Selon la police, il est armé.", "police allemande"),
        ("Pérou : crue\n\nLe Pérou est sous l'eau. L'armée affirme que le pont tient.", "armée péruvienne"),
        ("Italie : vote\n\nL'Italie a voté. L'opposition estime que le compte est faux.", "opposition italienne"),
        ("France : vote\n\nLa France a voté. L'opposition estime que le compte est faux.", "opposition française"),
        ("Le vote a eu lieu. L'opposition estime que le compte est faux.", "opposition"),
    ],
    "not-behind-a-plural-or-a-frame": [
        ("Selon les premières estimations, Odile Morvan l'emporterait avec dix voix.", "premières estimations"),
        ("Selon les sondages, Serge Dupré garde le siège.", "sondages"),
        ("D'après les voisins, Nadia Kaci est partie.", "voisins"),
        ("Selon le préfet, Paul Renard, le pont est sûr.", "Paul Renard"),
    ],
    "first-person-beside-its-speaker": [
        ("« Nous ne savons pas si la vente est légale », se défend Danone.", "Danone"),
        ("Serge Dupré a exprimé sa colère : « Je promets que la dette sera payée. »", "Serge Dupré"),
        ("Odile Morvan a démenti la rumeur : « J'affirme que le pont est sûr. »", "Odile Morvan"),
        ("« Je promets que la dette sera payée. » La phrase est sur un mur.", None),
    ],
}  # fmt: skip


NAMED = [pytest.param(*case, id=f"{k}-{i}") for k, v in CASES.items() for i, case in enumerate(v)]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader("fr")


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_the_last_speaker_is_resolved(reader: Reader, text: str, name: str | None) -> None:
    statements = reader.read(Article(text=text)).record.statements
    assert statements[-1].source.name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("« Nous voulons la paix », a déclaré M. Séjourné à la presse. Le ministre Paul Séjourné part lundi.", "Paul Séjourné"),
        ("« La digue tient », a assuré Mme Fermé devant le conseil. Anne Fermé est maire de Lorane.", "Anne Fermé"),
        ("« Il faut agir », a prévenu M. Levé lundi. Paul Levé est préfet.", "Paul Levé"),
    ],
)
def test_a_surname_that_reads_as_a_participle_is_a_name_behind_its_title(reader: Reader, text: str, name: str) -> None:
    assert reader.read(Article(text=text)).record.statements[0].source.name == name
