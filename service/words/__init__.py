"""Every word that people read, in English and in Simplified Chinese, from one catalogue.

    say = language("zh-Hans")
    say("when.days", days=3)

A text is known by its code. The catalogue (`catalogue/*.po`) has a code as context, the English as `msgid` and the
Chinese as `msgstr`. What the rules say stands there too, with the English that stands beside the rules.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.messages.pofile import read_po

ENGLISH, CHINESE = "en", "zh-Hans"
TAGS = (ENGLISH, CHINESE)
LOCALES = {ENGLISH: "en", CHINESE: "zh_Hans"}
DAYS = {ENGLISH: "EEEE, d MMMM y", CHINESE: "y年M月d日 EEEE"}
SHORT_DAYS = {ENGLISH: "EEE, d MMM y", CHINESE: "y年M月d日 EEE"}
SHORT_MOMENTS = {ENGLISH: "d MMM y, HH:mm", CHINESE: "y年M月d日 HH:mm"}
MOMENTS = {ENGLISH: "EEEE, d MMMM y, HH:mm", CHINESE: "y年M月d日 EEEE HH:mm"}


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its tag (`en`, `zh-Hans`) and its texts by code; it writes days and moments too."""

    tag: str
    texts: Mapping[str, str]

    def __call__(self, code: str, **gaps: Any) -> str:
        """The text of a code with its gaps filled; KeyError for an unknown code or a gap left open."""
        return self.texts[code].format_map(_Shown(gaps))

    def stored(self, code: str | None, params: Mapping[str, Any] | None, english: str) -> str:
        """What the rules or the portfolio said, stored as a code with parameters beside its English sentence."""
        if code is None or params is None or code not in self.texts:
            return english
        return self(code, **params)

    def day(self, day: date) -> str:
        """A day with its weekday."""
        return _day(day, self.tag)

    def short_day(self, day: date) -> str:
        """A day as a table has room for it."""
        return _short_day(day, self.tag)

    def moment(self, moment: datetime, zone: str) -> str:
        """A moment in a zone, to the minute."""
        return _moment(moment, zone, self.tag)

    def short_moment(self, moment: datetime, zone: str) -> str:
        """A moment in a zone, to the minute, as a table has room for it."""
        return format_datetime(moment.astimezone(ZoneInfo(zone)), SHORT_MOMENTS[self.tag], locale=LOCALES[self.tag])

    def list(self, parts: list[str]) -> str:
        """Several things in one phrase."""
        return self.texts["list.separator"].join(parts)


class _Shown(dict[str, Any]):
    """Gaps as a sentence shows them: lists by commas."""

    def __getitem__(self, name: str) -> Any:
        value = super().__getitem__(name)
        return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value


def language(tag: str | None) -> Language:
    """A language by its tag; English for one that is not known."""
    return _languages()[tag if tag in TAGS else ENGLISH]


@cache
def _languages() -> dict[str, Language]:
    english, chinese = dict[str, str](), dict[str, str]()
    for entry in sorted(files(__name__).joinpath("catalogue").iterdir(), key=lambda found: found.name):
        with entry.open("rb") as stream:
            for message in read_po(stream, locale="zh_Hans"):
                if message.context:
                    english[message.context] = str(message.id)
                    chinese[message.context] = str(message.string) or str(message.id)
    return {ENGLISH: Language(ENGLISH, english), CHINESE: Language(CHINESE, chinese)}


@lru_cache(maxsize=16_384)
def _day(day: date, tag: str) -> str:
    return format_date(day, DAYS[tag], locale=LOCALES[tag])


@lru_cache(maxsize=16_384)
def _short_day(day: date, tag: str) -> str:
    return format_date(day, SHORT_DAYS[tag], locale=LOCALES[tag])


@lru_cache(maxsize=16_384)
def _moment(moment: datetime, zone: str, tag: str) -> str:
    return format_datetime(moment.astimezone(ZoneInfo(zone)), MOMENTS[tag], locale=LOCALES[tag])
