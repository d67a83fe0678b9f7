"""Pydantic's errors in words for authors."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from trainer.case.reading.diagnostics import Cause, Problem, problem
from trainer.case.reading.nearest import did_you_mean, nearest
from trainer.case.reading.repairs import how_to_write, repair
from trainer.files.lists import pairs_in
from trainer.values.described import descriptions

_POINT = "write a point where decimals begin, and nothing between thousands"
_CURLY = "“”„‘’"
_CAUSES: dict[str, Cause] = {
    "empty": "empty",
    "string_too_short": "empty",
    "tuple_type": "no list",
    "list_type": "no list",
    "too_short": "too few",
}


class _Misfit(NamedTuple):
    """A value that does not fit, with its key or its index in a list."""

    key: str
    value: Any
    error: ErrorDetails
    context: dict[str, Any]
    model: type[BaseModel] | None


def say(error: ErrorDetails, model: type[BaseModel] | None) -> Problem:
    """One validation error as a problem, without its place."""
    loc, context, value = error["loc"], error.get("ctx") or {}, error["input"]
    key, subject = str(loc[-1]) if loc else "file", ""
    if error["type"].startswith("union_tag"):
        key = "kind"
    elif loc and isinstance(loc[-1], int):
        parent = next((s for s in reversed(loc) if isinstance(s, str)), "the file")
        subject = f"item {loc[-1] + 1} of '{parent}'"
    own, _, own_advice = error["msg"].partition("; ")
    values = context | {
        "key": key,
        "subject": subject or f"'{key}'",
        "value": value,
        "short": _short(value),
        "own": own,
        "pydantic": f"{error['msg'][:1].lower()}{error['msg'][1:]}",
    }
    kind = _kind_of(error)
    general = problem(kind, **values)
    advise = _ADVICE.get(kind)
    advice = advise(_Misfit(key, value, error, context, model)) if advise else ""
    if general.code == "M206":
        advice = advice or _sentence(own_advice)
    advice = advice or general.advice
    return general._replace(advice=advice, about=(key,), cause=_CAUSES.get(kind, ""))


def _kind_of(error: ErrorDetails) -> str:
    """The name of the error's entry in ``sentences.txt``."""
    sentences = pairs_in(__file__, "sentences.txt")
    kind, value = error["type"], error["input"]
    if kind not in sentences:
        return "other"
    if value is None and sentences[kind].startswith(("M203", "M204")):
        return "empty"
    if kind == "string_type" and isinstance(value, dict | list):
        return "several_texts"
    if kind == "string_pattern_mismatch" and str(value).startswith(tuple(_CURLY)):
        return "curly_quote"
    return kind


def _short(value: object) -> str:
    if isinstance(value, dict | list):
        return "a list" if isinstance(value, list) else "a mapping"
    text = str(value)
    return f"'{text[:40]}…'" if len(text) > 40 else f"'{text}'"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""


# Advice that depends on the value; empty if the advice in sentences.txt is enough.


def _use_one_of(known: list[str], near: str | None) -> str:
    advice = f"Use one of: {', '.join(known)}."
    return f"Did you mean '{near}'? {advice}" if near else advice


def _known_keys(misfit: _Misfit) -> str:
    key = misfit.key
    if misfit.value is None and re.match(r"\w+:\S", key):
        return "Put a space after the colon."
    if misfit.value is None and key.isdecimal():
        return f"If it is part of a number before it: {_POINT}."
    if misfit.value is None and " " in key:
        return "If it is part of the text before it: in { } a text with a comma needs quotes."
    return did_you_mean(key, list(misfit.model.model_fields) if misfit.model else [])


def _description(misfit: _Misfit) -> str:
    about = descriptions(misfit.model).get(misfit.key, "") if misfit.model else ""
    return f"Add '{misfit.key}:'. {about.partition(chr(10))[0]}".strip()


def _kinds(misfit: _Misfit) -> str:
    known = re.findall(r"'([^']+)'", str(misfit.context.get("expected_tags", "")))
    return _use_one_of(known, nearest(str(misfit.value["kind"]), known))


def _whole(misfit: _Misfit) -> str:
    value = misfit.value
    if isinstance(value, str) and re.fullmatch(r"\s*-?(0|[1-9]\d*)\s*", value):
        return f"Write {value.strip()} without quotes."
    if isinstance(value, str) and re.fullmatch(r"0\d+", value):
        return f"Write {int(value)}, without zeros before it."
    return ""


def _yes_no(misfit: _Misfit) -> str:
    better = repair(misfit.error, str(misfit.value))
    return f"Write {better}." if better else ""


def _list(misfit: _Misfit) -> str:
    if isinstance(misfit.value, str):
        return f"Start each item with '- ', or write [{misfit.value[:40]}]."
    return ""


def _mapping(misfit: _Misfit) -> str:
    no_space = isinstance(misfit.value, str) and re.match(r"\w+:\S", misfit.value)
    return "Put a space after the colon." if no_space else ""


def _word(misfit: _Misfit) -> str:
    value = misfit.value
    expected = str(misfit.context.get("expected", "")).replace(" or ", ", ").replace("'", "")
    known = [w.strip() for w in expected.split(",") if w.strip()]
    if isinstance(value, bool) and "yes" in known:
        return f"{_use_one_of(known, None)} Put yes and no in quotes."
    if not isinstance(value, str):
        return _use_one_of(known, None)
    if value.strip(_CURLY) in known and value not in known:
        return "Use straight quotes: \" or '."
    near = (repair(misfit.error, value) or "").strip('"') or nearest(value, known)
    return _use_one_of(known, near)


def _form(misfit: _Misfit) -> str:
    forms = pairs_in(__file__, "forms.txt")
    return forms[next((s for s in reversed(misfit.error["loc"]) if s in forms), "id")]  # type: ignore[index]


def _quantity(misfit: _Misfit) -> str:
    if not isinstance(misfit.value, str):
        return ""
    limit = misfit.key in ("low", "high")
    better = how_to_write(misfit.value, limit=limit)
    return _sentence(better or ("a limit is one number" if limit else ""))


def _number(misfit: _Misfit) -> str:
    if not isinstance(misfit.value, str):
        return ""
    if better := repair(misfit.error, misfit.value):
        return f"Write {better}."
    better = how_to_write(misfit.value, limit=True)
    # A number that is calculated with can have neither a comparator nor an analyte's unit.
    fits = better is not None and not re.search("[<>~;]|unit", better)
    return _sentence(str(better) if fits else f"replace {_short(misfit.value)}")


_ADVICE = {
    "extra_forbidden": _known_keys,
    "missing": _description,
    "union_tag_invalid": _kinds,
    **dict.fromkeys(("int_type", "int_from_float", "int_parsing"), _whole),
    "bool_type": _yes_no,
    **dict.fromkeys(("tuple_type", "list_type"), _list),
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type"), _mapping),
    "literal_error": _word,
    "string_pattern_mismatch": _form,
    "quantity": _quantity,
    "number": _number,
}
