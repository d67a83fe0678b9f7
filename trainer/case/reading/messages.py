"""Pydantic's errors in words for authors."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

from trainer.case.reading.diagnostics import Cause
from trainer.case.reading.printed_values import how_to_write
from trainer.case.reading.repairs import repair
from trainer.files.lists import pairs_in
from trainer.values.described import descriptions


class Said(NamedTuple):
    """A code, what is wrong, what to do; the key it is about and its cause as in ``Diagnostic``."""

    code: str
    message: str
    advice: str
    about: tuple[str, ...] = ()
    cause: Cause = ""


_POINT = "write a point where decimals begin, and nothing between thousands"


def say(error: ErrorDetails, model: type[BaseModel] | None) -> Said:
    """One validation error as code, message and advice."""
    loc = error["loc"]
    key = str(loc[-1]) if loc else "file"
    context: dict[str, Any] = error.get("ctx") or {}
    speak = _SPEAKERS.get(error["type"], _other)
    if error["input"] is None and speak in (_text, _whole, _yes_no, _list, _mapping, _word):
        speak = _empty
    said = speak(key, error, context, model)
    if loc and isinstance(loc[-1], int):
        around = next((s for s in reversed(loc) if isinstance(s, str)), "the file")
        item = said.message.replace(f"'{key}'", f"item {loc[-1] + 1} of '{around}'", 1)
        return said._replace(message=item)
    return said


def nearest(word: str, known: list[str]) -> str | None:
    """The known word most like ``word``, if any is like it."""
    # By letters first: a short slip is in many longer words, too.
    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=70)
    found = found or process.extractOne(word, known, score_cutoff=60)
    return found[0] if found else None


def did_you_mean(word: str, known: list[str]) -> str:
    """A question with the nearest known word, or the known words, or nothing."""
    near = nearest(word, known)
    if near:
        return f"Did you mean '{near}'?"
    return f"Known here: {', '.join(sorted(known)[:20])}." if known else ""


def _extra(key: str, e: ErrorDetails, _c: dict[str, Any], model: type[BaseModel] | None) -> Said:
    known = list(model.model_fields) if model else []
    if e["input"] is None and re.match(r"\w+:\S", key):
        return Said("M201", f"unknown key '{key}'.", "Put a space after the colon.")
    if e["input"] is None and key.isdecimal():
        return Said(
            "M201", f"unknown key '{key}'.", f"If it is part of a number before it: {_POINT}."
        )
    if e["input"] is None and " " in key:
        advice = "If it is part of the text before it: in { } a text with a comma needs quotes."
        return Said("M201", f"unknown key '{key}'.", advice)
    return Said("M201", f"unknown key '{key}'.", did_you_mean(key, known))


def _missing(key: str, _e: ErrorDetails, _c: dict[str, Any], model: type[BaseModel] | None) -> Said:
    about = descriptions(model).get(key, "").split("\n")[0] if model else ""
    return Said("M202", f"'{key}' is missing.", f"Add '{key}:'. {about}".strip(), (key,))


def _tag_missing(_k: str, error: ErrorDetails, context: dict[str, Any], _m: Any) -> Said:
    given = error["input"]
    kinds = context.get("expected_tags", "")
    if isinstance(given, dict) and "kind" in given:
        known = [w.strip(" '") for w in str(kinds).split(",") if w.strip()]
        advice = f"Use one of: {', '.join(known)}."
        if near := nearest(str(given["kind"]), known):
            advice = f"Did you mean '{near}'? {advice}"
        return Said("M204", f"unknown kind '{given['kind']}'.", advice)
    advice = "Add 'kind:'; see trainer schema for the kinds."
    return Said("M202", "'kind' is missing.", advice, ("kind",))


def _empty(key: str, _e: ErrorDetails, _c: dict[str, Any], _m: Any) -> Said:
    advice = "Write what belongs there, or remove the key."
    return Said("M203", f"'{key}' is empty.", advice, (key,), "empty")


def _text(key: str, error: ErrorDetails, _c: dict[str, Any], _m: Any) -> Said:
    given = error["input"]
    if isinstance(given, dict | list):
        return Said(
            "M203", f"'{key}' should be text.", "Write one text; a colon inside needs quotes."
        )
    return Said("M203", f"'{key}' should be text, not {given}.", "Put it in quotes.")


def _whole(key: str, error: ErrorDetails, _c: dict[str, Any], _m: Any) -> Said:
    given = error["input"]
    advice = f"Replace {_short(given)}."
    if isinstance(given, str) and re.fullmatch(r"\s*-?(0|[1-9]\d*)\s*", given):
        advice = f"Write {given.strip()} without quotes."
    elif isinstance(given, str) and re.fullmatch(r"0\d+", given):
        advice = f"Write {int(given)}, without zeros before it."
    return Said("M203", f"'{key}' should be a whole number.", advice)


def _number(key: str, error: ErrorDetails, _c: dict[str, Any], _m: Any) -> Said:
    return Said("M203", f"'{key}' should be a number.", f"Replace {_short(error['input'])}.")


def _yes_no(key: str, error: ErrorDetails, _c: dict[str, Any], _m: Any) -> Said:
    better = repair(error, str(error["input"]))
    advice = f"Write {better}." if better else f"Replace {_short(error['input'])}."
    return Said("M203", f"'{key}' should be true or false.", advice)


def _list(key: str, error: ErrorDetails, _c: dict[str, Any], _m: Any) -> Said:
    advice = "Start each item with '- ', or use [ ]."
    if isinstance(error["input"], str):
        advice = f"Start each item with '- ', or write [{error['input'][:40]}]."
    return Said("M203", f"'{key}' should be a list.", advice, (key,), "no list")


def _too_short(key: str, _e: ErrorDetails, context: dict[str, Any], _m: Any) -> Said:
    least = context.get("min_length", 1)
    few = f"'{key}' has too few items."
    return Said("M207", few, f"Give at least {least}.", (key,), "too few")


def _too_long(key: str, _e: ErrorDetails, context: dict[str, Any], _m: Any) -> Said:
    most = context.get("max_length")
    return Said("M207", f"'{key}' is too long.", f"Give at most {most} items or letters.")


def _limit(key: str, error: ErrorDetails, context: dict[str, Any], _m: Any) -> Said:
    small = error["type"].startswith("greater")
    limit = next((context[k] for k in ("ge", "gt", "le", "lt") if k in context), "")
    words = "more than" if "gt" in context else "at least" if small else "at most"
    return Said(
        "M207",
        f"'{key}' is too {'small' if small else 'large'}: {_short(error['input'])}.",
        f"Give {words} {limit}.",
    )


def _mapping(key: str, error: ErrorDetails, _c: dict[str, Any], _m: Any) -> Said:
    advice = "Write 'key: value' lines below it."
    if isinstance(error["input"], str) and re.match(r"\w+:\S", error["input"]):
        advice = "Put a space after the colon."
    return Said("M203", f"'{key}' should have keys of its own.", advice)


def _word(key: str, error: ErrorDetails, context: dict[str, Any], _m: Any) -> Said:
    given = error["input"]
    expected = str(context.get("expected", "")).replace(" or ", ", ").replace("'", "")
    known = [w.strip() for w in expected.split(",") if w.strip()]
    advice = f"Use one of: {', '.join(known)}."
    if isinstance(given, str) and given.strip("“”„‘’") in known and given not in known:
        advice = "Use straight quotes: \" or '."
    elif isinstance(given, bool) and "yes" in known:
        advice = f"{advice} Put yes and no in quotes."
    elif isinstance(given, str) and (
        near := (repair(error, given) or "").strip('"') or nearest(given, known)
    ):
        advice = f"Did you mean '{near}'? {advice}"
    return Said("M204", f"'{key}' cannot be {_short(given)}.", advice)


def _pattern(key: str, error: ErrorDetails, _c: dict[str, Any], _m: Any) -> Said:
    given = str(error["input"])
    if given[:1] in "“”„‘’" and given:
        return Said("M205", f"'{key}' starts with a curly quote.", "Use straight quotes: \" or '.")
    forms = pairs_in(__file__, "forms.txt")
    name = next((s for s in reversed(error["loc"]) if isinstance(s, str) and s in forms), "id")
    return Said(
        "M205",
        f"'{key}' is not written as it should be: {_short(error['input'])}.",
        forms[name],
    )


def _custom(key: str, error: ErrorDetails, _c: dict[str, Any], _m: Any) -> Said:
    message, _, advice = error["msg"].partition("; ")
    given = error["input"]
    if error["type"] == "number" and isinstance(given, str):
        advice = _number_for(error, given)
    if error["type"] == "quantity" and isinstance(given, str):
        limit = key in ("low", "high")
        advice = how_to_write(given, limit=limit) or ("a limit is one number" if limit else advice)
    if not advice:
        advice = pairs_in(__file__, "misfits.txt").get(error["type"], "")
    return Said("M206", f"{message}.", f"{advice[:1].upper()}{advice[1:]}." if advice else "")


def _number_for(error: ErrorDetails, given: str) -> str:
    if better := repair(error, given):
        return f"write {better}"
    better = how_to_write(given, limit=True)
    # Where a number is computed with, neither a comparator nor an analyte's unit can stand.
    fits = better is not None and not re.search("[<>~;]|unit", better)
    return str(better) if fits else f"replace {_short(given)}"


def _other(key: str, error: ErrorDetails, _c: dict[str, Any], _m: Any) -> Said:
    message = error["msg"]
    return Said(
        "M207",
        f"'{key}': {message[:1].lower()}{message[1:]}.",
        f"Found {_short(error['input'])}.",
    )


def _short(value: object) -> str:
    if isinstance(value, dict | list):
        return "a list" if isinstance(value, list) else "a mapping"
    text = str(value)
    return f"'{text[:40]}…'" if len(text) > 40 else f"'{text}'"


_SPEAKERS: dict[str, Callable[[str, ErrorDetails, dict[str, Any], Any], Said]] = {
    "extra_forbidden": _extra,
    "missing": _missing,
    "union_tag_not_found": _tag_missing,
    "union_tag_invalid": _tag_missing,
    "string_type": _text,
    "int_type": _whole,
    "int_from_float": _whole,
    "int_parsing": _whole,
    **dict.fromkeys(("float_type", "float_parsing", "finite_number"), _number),
    "bool_type": _yes_no,
    "too_short": _too_short,
    "string_too_short": _empty,
    "too_long": _too_long,
    "string_too_long": _too_long,
    **dict.fromkeys(("greater_than", "greater_than_equal", "less_than", "less_than_equal"), _limit),
    "tuple_type": _list,
    "list_type": _list,
    "dict_type": _mapping,
    "model_type": _mapping,
    "model_attributes_type": _mapping,
    "literal_error": _word,
    "string_pattern_mismatch": _pattern,
    **dict.fromkeys(
        ("citation", "quantity", "number", "format", "range", "value_finding", "contradiction",
         "taken", "until", "course", "window", "timed", "watch", "panel", "estimate", "clock",
         "date"),
        _custom,
    ),
}  # fmt: skip
