"""The phrasings of days, one pattern each, in the order in which they are tried."""

from __future__ import annotations

import re
from datetime import date

from trainer.author.draft.finding.numbers import CARDINAL, COUNT, ORDINAL

_SPAN = r"(?P<unit>hours?|hrs?|h|days?|d|weeks?|wks?|w|months?|mos?|years?|yrs?)\b"
_AMOUNT = rf"(?P<amount>{CARDINAL}|several|a few|few|some|a couple of|couple of|about {CARDINAL})"
# In "day 28, 5 days before" the 5 is no second day.
_NO_LENGTH = r"(?!\s?-?(?:hours?|h|days?|d|weeks?|months?|years?|mg|g|mL|ml|°)\b)"
_COUNT_LIST = (
    rf"#?\s?{COUNT}(?:\s?(?:,|,? and|,? or|to|through|-|&)\s?(?:days?\s)?{COUNT}{_NO_LENGTH})*"
)
_ORDINAL_LIST = rf"{ORDINAL}(?:(?:,|,? and|,? or|,? to)\s(?:the\s)?{ORDINAL})*"
_KIND = (
    r"(?P<kind>hospital(?:i[sz]ation|isation)?|hosp\.?|inpatient|in-hospital|admission|illness|"
    r"disease|fever|icu|picu|nicu|treatment|therapy|chemotherapy|antibiotic|ventilator|life|"
    r"gestational|calendar|study|symptom)"
)
_OF = (
    r"(?:\s(?P<link>of|after|from|since|following|post)\s(?:his\s|her\s|the\s|their\s|its\s|this\s)?"
    r"(?P<of>[A-Za-z-]+(?:\s(?:stay|therapy|treatment|life|admission|surgery|onset|care))?))?"
)
_BEFORE = (
    r"(?P<before>\s(?:before|prior to)\s(?:the\s)?(?:admission|hospitali[sz]ation|presentation))?"
)
# 'Postoperative', 'post-transplant', 'postinjury': the day counts from that.
_POST = (
    r"post-?\s?(?:op(?:\.|erative(?:ly)?|eration)?|surg(?:ery|ical)|procedur(?:e|al)|injury|trauma|"
    r"partum|natal|(?:cardiac\s|renal\s|liver\s|lung\s)?transplant\w*|burn|arrest|stroke|exposure|"
    r"infusion|vaccination)\b"
)
_EVENT = r"(?P<event>(?:[A-Za-z][\w-]*\s?){1,7})"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|(?-i:May)|june?|july?|aug(?:ust)?|"
    r"sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_MONTH2 = _MONTH.replace("?P<month>", "?P<month2>")
_NOT_AN_AGE = r"(?!\s?-?\s?old\b)"


def _p(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    # Doses, intervals and lengths look like days and are none.
    ("never", _p(r"\b(?:every|each|per|alternate|times an?|once an?|twice an?)\s"
                 rf"(?:other\s)?(?:{ORDINAL}\s|{CARDINAL}\s)?(?:hours?|h|days?|d|weeks?|"
                 rf"months?)\b")),
    ("never", _p(r"\bday(?:\s|-)(?:case|care|hospital|ward|to|by|unit|surgery)\b(?!\s[0-9])")),
    ("never", _p(rf"\b(?:day-?\s?{CARDINAL}|{CARDINAL}-day)\s(?:mortality|survival|readmission)")),
    # Another person's course, a schedule, or a date of publishing.
    ("never", _p(r"\bvitamin d[0-9]?\b")),
    ("never", _p(rf"\bafter\s{CARDINAL}\s(?:days?|hours?|h|d|weeks?)\sof\s(?:incubation|culture)")),
    ("never", _p(r"\b(?:first|last|next) (?:few |several |two |three )?days of life\b")),
    ("date", _p(rf"\b{_MONTH}\.?\s(?P<mday>[0-3]?[0-9])(?:st|nd|rd|th)?(?:,?\s(?P<year>(?:19|20)"
                r"[0-9]{2}))?\b(?![/.,]?[0-9])")),
    ("date2", _p(rf"\b(?P<mday2>[0-3]?[0-9])(?:st|nd|rd|"
                 rf"th)?(?:\sof)?\s{_MONTH2}\b\.?(?:,?\s(?P<year2>"
                 r"(?:19|20)[0-9]{2}))?")),
    ("date3", _p(r"\b(?P<iso>(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9])\b")),
    ("postop", _p(rf"\b(?:p\.?o\.?d\.?|{_POST}\sdays?(?:\s?\(p\.?o\.?d\.?\))?|days?\s{_POST})"
                  rf"\s?#?(?P<numbers>{_COUNT_LIST})\b")),
    ("postop", _p(rf"\bdays?\s(?P<numbers>{_COUNT_LIST})\s(?:{_POST}|(?:after|following|post)-?\s?"
                  r"(?:the\s|her\s|his\s)?(?:surgery|operation|op\b|procedure|transplant\w*))")),
    ("postop", _p(rf"\b(?P<numbers>{_ORDINAL_LIST})\s{_POST}\sdays?\b")),
    ("postop", _p(rf"\b(?P<numbers>{COUNT})\sdays\s{_POST}\b")),
    ("day", _p(rf"\b(?:h\.?o?\.?d\.?(?=\s?#?[0-9])|(?:{_KIND}\s)?days?(?:\s|\s?#|\s?\+)|"
               rf"(?:(?<=on )|(?<=by )|(?<=at )|(?<=from )|(?<=until"
               rf" ))(?-i:D)\+?(?=[0-9]))\s?(?P<numbers>{_COUNT_LIST})\b(?![.,:/-]?[0-9%])"
               rf"(?!-(?:year|month|week|hour))(?!\s(?:mortality|survival)){_BEFORE}{_OF}")),
    ("ordinal", _p(rf"\b(?:the\s|her\s|his\s|on\s)?(?P<numbers>{_ORDINAL_LIST})\s?"
                   rf"(?:{_KIND}\s)?(?:days?|d)\b(?!-)(?!\s(?:week|a\s)){_OF}")),
    ("before", _p(rf"\b(?:about\s|"
                  rf"approximately\s)?{_AMOUNT}[\s-]{_SPAN}{_NOT_AN_AGE}\s?(?:before|prior"
                  rf"\sto|previous\sto|preceding)\s(?:the\s|her\s|his\s|this\s|their\s)?{_EVENT}")),
    ("before", _p(rf"\b{_AMOUNT}\s{_SPAN}\s(?:ago|"
                  r"earlier|previously|prior(?!\sto\b)|before(?=[.,;)]))")),
    ("later", _p(rf"\b(?:about\s|approximately\s|"
                 rf"only\s)?{_AMOUNT}[\s-]{_SPAN}{_NOT_AN_AGE}\s(?:later|"
                 r"thereafter|afterwards?|afterward|on(?=[.,;])|after(?=[.,;]))")),
    ("later", _p(rf"\b{_AMOUNT}[\s-]{_SPAN}{_NOT_AN_AGE}\s(?:after|following|post|from|into|"
                 rf"since)\s"
                 rf"(?:the\s|her\s|his\s|this\s|their\s|its\s)?{_EVENT}")),
    ("later", _p(rf"\b(?:after|following)\s(?:about\s|another\s|a further\s)?{_AMOUNT}\s{_SPAN}"
                 rf"{_NOT_AN_AGE}(?:\sof\s{_EVENT})?")),
    ("later", _p(rf"\b{_AMOUNT}[\s-]{_SPAN}\s?post-?\s?(?P<event>[a-z]{{4,}})\b")),
    ("next", _p(r"\b(?:the\s)?(?:following|next|subsequent|ensuing)\s(?:day|morning|"
                r"afternoon|evening"
                r"|night)\b")),
    ("next", _p(rf"\bthe\s(?:day|morning|evening|night)\s(?:after|following)\b(?:\s(?:the\s|"
                rf"her\s|his\s"
                rf"|this\s|their\s)?{_EVENT})?")),
    ("next", _p(r"\bovernight\b")),
    ("same", _p(r"\b(?:on\s)?(?:the|that)\s(?:same|very)\s(?:day|morning|afternoon|evening|"
                r"night)\b|"
                r"\blater\s(?:that|the\ssame)\s(?:day|evening|night|afternoon|morning)\b|"
                r"\bthat\s(?:day|afternoon|evening|night|morning)\b")),
    ("previous", _p(rf"\bthe\s(?:day|evening|night|morning)\s(?:before|"
                    rf"prior\sto)\b(?:\s(?:the\s|her\s|"
                    rf"his\s|this\s|their\s)?{_EVENT})?|\bthe\sprevious\sday\b")),
    ("start", _p(r"\b(?:on|at|upon|(?:on|at) the time"
                 r" of)\s(?:his\s|her\s|the\s|hospital\s|initial\s|"
                 r"first\s)?(?:admission|presentation|arrival|hospitali[sz]ation)\b")),
)  # fmt: skip

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def read_date(match: re.Match[str]) -> date | None:
    """The calendar date matched, in 1904 where no year is printed; None if there is no such."""
    groups = match.groupdict()
    if groups.get("iso"):
        try:
            return date.fromisoformat(groups["iso"])
        except ValueError:
            return None
    month = groups.get("month") or groups.get("month2") or ""
    day = groups.get("mday") or groups.get("mday2") or ""
    year = groups.get("year") or groups.get("year2")
    try:
        # 1904 is a leap year: '29 February' must be a date.
        return date(int(year or 1904), _MONTHS.index(month[:3].casefold()) + 1, int(day))
    except ValueError:
        return None
