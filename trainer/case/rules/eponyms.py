"""People whose names are names of diseases, signs and tests."""

from __future__ import annotations

import re

# Without those that are also words, places or everyday names: they count with an ending only, below.
_NAMES = frozenset(
    """
Addison Alport Alzheimer Arnold-Chiari Asherman Babinski Barrett Bartter Basedow Bechterew Becker Behçet Behcet
Berger Bernard-Soulier Binswanger Bornholm Bouchard Brown-Séquard Brown-Sequard Brudzinski Brugada Budd-Chiari
Buerger Burkitt Caplan Charcot Chagas Chediak-Higashi Cheyne-Stokes Churg-Strauss Chvostek Conn Coombs Crigler-Najjar
Crohn Cushing DeBakey Dieulafoy DiGeorge Dressler Duchenne Dupuytren Ebstein Ehlers-Danlos Eisenmenger Epstein-Barr
Erdheim-Chester Evans Ewing Fabry Fallot Fanconi Felty Fournier Friedreich Gaucher Gilbert Gitelman Goodpasture
Gottron Grawitz Guillain-Barré Guillain-Barre Hashimoto Heberden Henoch-Schönlein Henoch-Schonlein Hirschsprung
Hodgkin Horner Huntington Jakob Janeway Kaposi Kartagener Kawasaki Kernig Kikuchi Kimura Klinefelter Koplik Korsakoff
Kussmaul Lambert-Eaton Legionnaires Lemierre Leriche Libman-Sacks Löfgren Lofgren Ludwig Lynch Mallory-Weiss Marfan
McBurney Meckel Meigs Mendelson Ménière Meniere Ménétrier Menetrier Mirizzi Mikulicz Munchausen Münchhausen Nikolsky
Ogilvie Osgood-Schlatter Osler Paget Pancoast Parkinson Peutz-Jeghers Peyronie Plummer-Vinson Pott Prinzmetal Quincke
Rathke Raynaud Reiter Rendu Reye Riedel Romberg Roth Rovsing Sézary Sezary Sheehan Sjögren Sjogren Stevens-Johnson
Sturge-Weber Takayasu Takotsubo Tay-Sachs Tietze Todd Tourette Trendelenburg Trousseau Virchow Waldenström Waldenstrom
Waterhouse-Friderichsen Wegener Weil Wernicke Whipple Wilms Wilson Wolff-Parkinson-White Zenker Zollinger-Ellison
""".split()  # noqa: SIM905 - a list this long is read better so
)
_WORD = re.compile(r"[A-Z][^\W\d_]+(?:-[^\W\d_]+)*(?!\w)")
_KIND = (
    r"(?:disease|syndrome|sign|palsy|phenomenon|arteritis|thyroiditis|gangrene|lymphoma|sarcoma|tumou?r|oedema|edema"
    r"|angina|ulcer|encephalopathy|nodes?|nodules?|spots?|test|law|triad|tetrad|contracture|fracture|anaemia|anemia"
    r"|purpura|vasculitis|rash|papules?|reflex|pain|score|criteria|cyst|hernia|body|bodies|duct|stain)"
)
# An unlisted name, or one that is also a word: 'Still's disease', 'Graves' disease', 'Down syndrome'.
_OF_KIND = re.compile(
    r"\b(?!(?:Patient|Woman|Man|Child|Today|Doctor|Team|Mother|Father|Nurse)['’])"
    rf"[A-Z][a-zà-ÿ]+(?:['’]s|s['’]) {_KIND}\b"
    rf"|\b(?:Still|Graves|Down|Bell|Turner|Bright|Best|Lyme|Ménétrier|Rett|Noonan|Wallenberg|Murphy) {_KIND}\b"
)  # fmt: skip


def eponym(text: str) -> str | None:
    """An eponym in a text, a listed one before others."""
    for word in _WORD.finditer(text):
        # 'Non-Hodgkin' and 'Hodgkin-like' have the name in them.
        parts = word[0].split("-")
        for start in range(len(parts)):
            for end in range(len(parts), start, -1):
                if (name := "-".join(parts[start:end])) in _NAMES:
                    return name
    found = _OF_KIND.search(text)
    return found[0] if found else None
