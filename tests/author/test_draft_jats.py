from __future__ import annotations

import time
from pathlib import Path

import pytest

from trainer.author.draft.article.jats import from_jats
from trainer.author.draft.article.read import read_article
from trainer.author.draft.facts.labs import lab_values
from trainer.author.draft.facts.licence import licence_of, meaning
from trainer.author.draft.facts.patient import patient_in
from trainer.author.draft.facts.places import places
from trainer.errors import NotAnArticle

DATA = Path(__file__).parent / "data"
CASE = from_jats((DATA / "invented-case.xml").read_bytes())
BODY = "<body><sec><title>Case</title><p>He fell on day 3.</p></sec></body>"


def test_the_front_of_an_article() -> None:
    front = CASE.front
    assert front.title == "A tinker with green fever: an invented report"
    assert front.authors == ("Müller-Quill AB", "Orr C", "The Nowhere Study Group")
    assert (front.journal, front.year, front.volume) == ("J. Invent. Med", "2031", "7")
    assert (front.issue, front.pages) == ("2", "e42")
    assert front.doi == "10.5555/invented.2031.0042"
    assert (front.pmid, front.pmcid) == ("99999991", "PMC9999991")


def test_the_licence_is_the_articles_and_not_a_pictures() -> None:
    licence = licence_of(CASE.rights)
    assert licence == "CC BY-NC 4.0"
    assert "commercial" in " ".join(meaning(licence))
    assert "adapted" not in " ".join(meaning(licence))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("https://creativecommons.org/licenses/by-nc-nd/4.0/", "CC BY-NC-ND 4.0"),
        ("http://creativecommons.org/licenses/by/2.0", "CC BY 2.0"),
        ("under the CC BY-NC-ND 4.0 licence", "CC BY-NC-ND 4.0"),
        ("a CC-BY licence", "CC BY"),
        ("Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 International License",
         "CC BY-NC-ND 4.0"),
        ("Creative Commons Attribution Non Commercial License", "CC BY-NC"),
        ("the Creative Commons Attribution License, which permits", "CC BY"),
        ("Creative Commons Attribution-ShareAlike 3.0", "CC BY-SA 3.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0"),
        ("All rights reserved.", "All rights reserved"),
        ("Open access.", ""),
    ],
)  # fmt: skip
def test_licences_are_named(words: str, name: str) -> None:
    assert licence_of([words]) == name


def test_what_a_licence_means() -> None:
    assert meaning(licence_of(["CC BY 4.0"])) == ()
    assert "adapted" in " ".join(meaning(licence_of(["CC BY-ND 4.0"])))
    assert "commercial" in " ".join(meaning(licence_of(["CC BY-NC 4.0"])))
    assert "rights reserved" in " ".join(meaning(licence_of([])))


def test_sections_and_places() -> None:
    by_locator = {p.locator: (p.title, p.role) for p in places(CASE)}
    assert by_locator["C1"] == ("First days, paragraph 1", "case")
    assert by_locator["D1"] == ("Discussion", "discussion")
    assert by_locator["T1"] == ("Table 1", "case")
    assert by_locator["F1"] == ("Figure 1, legend", "case")
    text = " ".join(p.text for p in places(CASE))
    assert "day 77" not in text  # thanks are no place
    assert "day 99" not in text  # nor is a graphical abstract
    assert "two weeks. On admission" in text  # reference marks are gone
    assert "12.3 × 10^9/L" in text
    assert ">= 240 mg/L" in text or ">=240 mg/L" in text


def test_the_patient_is_found() -> None:
    patient = patient_in(places(CASE))
    assert (patient.age, patient.unit, patient.sex) == (47, "years", "female")


def test_a_laboratory_table() -> None:
    values = lab_values(CASE.tables[0])
    results = {
        (v.name, v.column.dated): (v.reading.value or v.reading.result, v.unit) for v in values
    }
    assert results["WBC", "Day 1"] == ("12.3", "×10^9/L")
    assert results["WBC", "POD 2"] == ("7.10", "×10^9/L")
    assert results["CRP", "Day 1"] == (">240", "mg/L")
    assert results["Greenness", "Day 1"] == ("1234", "shades")
    assert results["Verdin antibody", "Day 1"] == ("positive", "")
    assert ("Hb", "Day 4") not in results
    assert not any(v.name == "Haematology" for v in values)
    assert {v.range for v in values if v.name == "WBC"} == {"4.0-10.0"}


def test_a_table_without_a_head_row_is_no_reason_to_stop() -> None:
    rows = (("CRP", "12 mg/L"), ("Smear", "a few cells"), ("Film", "clear"), ("Serum", "green"))
    cells = "".join(f"<tr><td>{name}</td><td>{result}</td></tr>" for name, result in rows)
    article = from_jats(f"<article><body><table-wrap><table>{cells}</table></table-wrap></body>"
                        "</article>".encode())  # fmt: skip
    assert article.tables[0].heads == 0
    assert lab_values(article.tables[0]) == ()


def test_a_wrapper_another_encoding_and_named_characters() -> None:
    article = read_article(DATA / "invented-set.xml")
    assert article.front.title == "Café air and the made-up boy"
    assert article.front.authors == ("Nemo JP",)
    assert article.front.pages == "3-9"
    assert article.front.pmcid == "PMC9999992"
    assert "38,5 °C" in " ".join(p.text for p in places(article))
    assert any("2 articles" in r for r in article.remarks)


def _bomb() -> str:
    lines = ['<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10)]
    return f"<!DOCTYPE article [{''.join(lines)}]><article><body><p>&a9;</p></body></article>"


@pytest.mark.parametrize(
    "xml",
    [
        _bomb(),
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><article><p>&x;</p></article>',
        '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]><article/>',
        f'<!DOCTYPE a [<!ENTITY x "{"y" * 100_000}">]><article>{"&x;" * 1000}</article>',
        "<article>" + "<sec>" * 5000 + "</sec>" * 5000 + "</article>",
        "<article><p>unclosed",
        "<book><title>No article</title></book>",
        "<article>\x00</article>",
        '<?xml version="1.0" encoding="klingon"?><article/>',
    ],
)
def test_harmful_or_broken_xml_is_refused_with_a_reason(xml: str) -> None:
    begun = time.monotonic()
    with pytest.raises(NotAnArticle) as refused:
        from_jats(xml.encode())
    assert time.monotonic() - begun < 2
    assert str(refused.value).endswith(".")


def test_a_document_type_with_an_image_entity_is_tolerated() -> None:
    inside = '<!NOTATION g SYSTEM "g"><!ENTITY i SYSTEM "i.gif" NDATA g>'
    head = f'<!DOCTYPE article SYSTEM "no-such.dtd" [{inside}]>'
    article = from_jats(f"{head}<article>{BODY}</article>".encode())
    assert article.sections[0].paragraphs == ("He fell on day 3.",)


def test_text_without_sections() -> None:
    article = from_jats(b"<article><body><p>He fell on day 3.</p></body></article>")
    assert [p.locator for p in places(article)] == ["C1"]


def test_utf_16_xml(tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    xml = f'<?xml version="1.0" encoding="UTF-16"?><article>{BODY}</article>'
    file.write_bytes(xml.encode("utf-16"))
    assert read_article(file).sections[0].title == "Case"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"%PDF-1.7 x", "PDF"), (b"PK\x03\x04 x", "Word"), (b"{\\rtf1 x", "RTF"),
        (b"<!DOCTYPE html><html></html>", "HTML"), (b"\xd0\xcf\x11\xe0 x", "Word"), (b"", "empty"),
        (b"caf\xe9 on day 3", "UTF-8"), (b"a\x00b on day 3", "text file"), (b"--- ...", "no words"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_said_plainly(tmp_path: Path, content: bytes, word: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(content)
    with pytest.raises(NotAnArticle, match=word):
        read_article(file)


def test_too_large_a_file(tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    with file.open("wb") as out:
        out.truncate(25_000_000)
    with pytest.raises(NotAnArticle, match="20,000,000 bytes, the most"):
        read_article(file)


def test_a_table_is_cut_only_with_a_remark() -> None:
    rows = "".join(f"<tr><td colspan='60'>{n}</td></tr>" for n in range(400))
    label = "<label>Table 7</label>"
    article = from_jats(
        f"<article>{BODY[:-7]}<table-wrap>{label}<table>{rows}</table></table-wrap></body>"
        "</article>".encode()
    )
    assert len(article.tables[0].rows) == 333
    assert article.remarks == (
        "Table 7 has more than 20,000 cells: only its first 333 rows were read.",
    )
