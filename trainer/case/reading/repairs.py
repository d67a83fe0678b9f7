"""What to write in place of a value: a correction if there is no doubt, else advice.

A correction never changes what the author means. A value copied as a report prints it gets only
advice, never a correction.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

from pydantic_core import ErrorDetails

# Forms that can be corrected.
_INT = re.compile(r"-?(0|[1-9][0-9]{0,8})\Z")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,8})(\.[0-9]+)?\Z")
_WORDS = re.compile(r"[A-Za-z][\w ()/.-]*\Z")
_TRUE, _FALSE = ("true", "yes", "on"), ("false", "no", "off")
_MISREAD = frozenset(("yes", "no", "on", "off", "y", "n", "true", "false", "null"))

# Forms that reports print.
_COMPARATORS = {
    ">=": ("≥", "⩾", "≧", "=>", ">=", "> =", "at least"),
    "<=": ("≤", "⩽", "≦", "=<", "<=", "< =", "at most", "up to"),
    "~": ("≈", "≃", "≅", "∼", "~", "approximately", "approx.", "approx", "about", "circa", "ca.",
          "ca", "c."),
    ">": (">", "more than", "greater than", "above", "over"),
    "<": ("<", "less than", "below", "under"),
}  # fmt: skip
_COMPARATOR = re.compile(
    "|".join(re.escape(sign) for signs in _COMPARATORS.values() for sign in signs), re.IGNORECASE
)
_MEANT = {sign: meant for meant, signs in _COMPARATORS.items() for sign in signs}

# Numbers: digits, perhaps in groups, and perhaps decimals.
_GROUPED = re.compile(r"[0-9]{1,3}(?:([ ,.'])[0-9]{3})(?:\1[0-9]{3})*(?:[.,·][0-9]+)?(?![0-9])")
_PLAIN = re.compile(r"(?:[0-9]+(?:[.,·][0-9]+)?|[.,·][0-9]+)\.?(?![0-9])")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_POWER = re.compile(r" ?(?:[x×*·⋅] ?)?10 ?(?:\^|\*\*?)? ?([-+]?[0-9]{1,2})(?![0-9])")
_EXPONENT = re.compile(r"[eE]([-+]?[0-9]{1,2})(?![0-9])")
_FLAG = re.compile(r"[(\[]?(?:HH?|LL|high|low|[*†‡↑↓]+)[)\]]?", re.IGNORECASE)
_PAIR = re.compile(r"[0-9][0-9., ]*(?:([:/±])|-|to|\+/-) ?-?[0-9].*", re.IGNORECASE)
_POWER_ALONE = re.compile(r"(?:[x×*·⋅] ?)?10 ?(?:\^|\*\*?) ?[0-9]")
# 12 10⁹/L copied without its superscript is 12 109/L: the number is 12, not 12109.
_LOST_POWER = re.compile(r"[0-9.]+ 10[3-9]")

_PAIRS = {":": "A titre or a ratio", "/": "A fraction or a pair", "±": "A mean with its spread"}
_COMMA = "write {0} if the comma stands between thousands, or {1} if decimals begin there"


def repair(error: ErrorDetails, written: str) -> str | None:
    """The YAML that replaces the scalar ``written``; None if there is any doubt."""
    value: Any = error["input"]
    kind = error["type"]
    if kind == "string_type" and value is not None:
        return json.dumps(written, ensure_ascii=False)
    if not isinstance(value, str):
        return None
    if kind == "number" or kind.startswith("int_"):
        form = _NUMBER if kind == "number" else _INT
        return value.strip() if form.match(value.strip()) else None
    if kind.startswith("bool_"):
        word = _bare(value)
        return "true" if word in _TRUE else "false" if word in _FALSE else None
    if kind == "literal_error":
        return _same_word(value, str((error.get("ctx") or {}).get("expected", "")))
    if kind in ("tuple_type", "list_type") and _WORDS.match(value) and value == written:
        return f"[{value}]"
    return None


def _bare(word: str) -> str:
    """The word in lower case, without spaces and quotes around it."""
    return word.strip(" \u00a0\"'“”„‘’‚«»").casefold()


def _same_word(written: str, expected: str) -> str | None:
    for word in re.findall(r"'([^']*)'", expected):
        if _bare(written) == word.casefold():
            return f'"{word}"' if word in _MISREAD else str(word)
    return None


def how_to_write(text: str, *, limit: bool = False) -> str | None:
    """Advice on how to write ``text`` as a value; a ``limit`` cannot be a result in words.

    None if there is nothing to say but that it is not a value.
    """
    signs = _evened(text)
    if not signs:
        return None
    compared = _COMPARATOR.match(signs)
    comparator = _MEANT[compared[0].lower()] if compared else ""
    rest = signs[compared.end() :].lstrip() if compared else signs
    sign = rest[0] if rest[:1] in ("-", "+") else ""
    rest = rest[len(sign) :].lstrip()
    words = None if limit else f'write result: "{text.strip()}"'
    if pair := _PAIR.fullmatch(rest):
        return words and f"{_PAIRS.get(pair[1] or '', 'A span')} is text: {words}"
    number = _GROUPED.match(rest) or _PLAIN.match(rest)
    if number is None or _POWER_ALONE.match(rest):
        return _without_number(signs, text.strip(), words)
    lead = comparator + ("-" if sign == "-" else "")
    numbers = [lead + meant for meant in _numbers(number[0])]
    after = rest[number.end() :].strip()
    lost = after.startswith("/") and _LOST_POWER.fullmatch(number[0])
    if not numbers or lost or (after[:1].isdecimal() and not _POWER.match(after)):
        return None
    advice = _number(number[0], numbers)
    if power := _EXPONENT.match(after) or _POWER.match(after):
        return _with_power(advice, power, after[power.end() :].strip())
    if not after:
        return advice
    if _FLAG.fullmatch(after):
        return f"{advice}; that it is high or low follows from the analyte's 'reference'"
    if after == "L":
        return f"{advice}; a flag follows from the analyte's 'reference', a unit is the analyte's"
    if re.search(r"[0-9]", after.replace("10", "").translate(_RAISED)) and not _unit(after):
        return None
    return f"{advice}; the unit belongs to the analyte: {_unit_of(after)}"


def _evened(text: str) -> str:
    """``text`` with ordinary spaces, digits, minus and apostrophe; superscripts as a power."""
    raised = re.sub("(?<=10)[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda m: "^" + m[0].translate(_RAISED), text)
    out = []
    for c in raised:
        if unicodedata.category(c) == "Nd":
            out.append(str(unicodedata.decimal(c)))
        elif c in "−–‐‑‒—﹣－":
            out.append("-")
        elif c in "’ʼ′`´":
            out.append("'")
        elif "\uff01" <= c <= "\uff5e":  # full width
            out.append(chr(ord(c) - 0xFEE0))
        elif unicodedata.category(c) in ("Cf", "Cc") and not c.isspace():
            continue
        else:
            out.append(c)
    return " ".join("".join(out).split())


def _numbers(printed: str) -> list[str]:
    """The numbers that the digits can mean: mostly one, two if a comma can mean two things."""
    number = printed.rstrip(".").replace("·", ".").replace(" ", "").replace("'", "")
    marks = re.findall(r"[.,]", number)
    if len(set(marks)) == 2:  # the last begins the decimals: 1.234,5 and 1,234.5
        whole, _, decimals = re.split(rf"(\{marks[-1]})(?!.*\{marks[-1]})", number, maxsplit=1)
        if marks.count(marks[-1]) > 1:
            return []
        return [re.sub(r"[.,]", "", whole) + f".{decimals}"]
    if len(marks) > 1:
        return [re.sub(r"[.,]", "", number)]
    if marks == [","]:
        whole, _, decimals = number.partition(",")
        if len(decimals) == 3 and whole.lstrip("0") and len(whole) <= 3:
            return [whole + decimals, f"{whole}.{decimals}"]
        return [f"{whole}.{decimals}"]
    return [number]


def _number(printed: str, numbers: list[str]) -> str:
    if len(numbers) > 1:
        return _COMMA.format(*numbers)
    point = "," in printed and "." in numbers[0]
    return f"write {numbers[0]}" + (", with a point where decimals begin" if point else "")


def _with_power(advice: str, power: re.Match[str], after: str) -> str:
    ten = f"10*{int(power[1])}"
    unit = f"{ten}{after}" if after.startswith("/") else ten if not after else f"{ten}.{after}"
    whole = _unit(unit) or unit
    return f'{advice}, and the power of ten into the analyte\'s unit: unit: "{whole}"'


def _without_number(signs: str, text: str, words: str | None) -> str | None:
    if words is None:
        return None
    if _POWER_ALONE.match(signs) and (unit := _unit(signs)):
        return f'that is a unit: the analyte has unit: "{unit}"; write the number before it here'
    if re.fullmatch(r"[-+()±]+", signs) or (text.isprintable() and '"' not in text):
        return f"words and signs go into 'result': {words}"
    return None


def _unit_of(printed: str) -> str:
    unit = _unit(printed)
    return f'unit: "{unit}"' if unit else f"'{printed}' as 'unit', in UCUM"


def _unit(printed: str) -> str | None:
    # Imported late: needed only for a wrong value.
    from trainer.case.units.printed import ucum_of
    from trainer.case.units.ucum import is_ucum

    return ucum_of(printed) or (printed if is_ucum(printed) else None)
