"""Every word that people read, in English and in Simplified Chinese, from one catalogue.

    say = language("zh-Hans")
    say("when.days", days=3)

A text is known by its code. The catalogue (`catalogue/*.po`) has a code as context, the English as `msgid` and the
Chinese as `msgstr`. What the rules say stands there too, with the English that stands beside the rules.

What fills a gap is shown as it is, days in ISO form among it, but for three things:

- a list is joined by the language's separator;
- a text within a text, stored as `{"code": …, "params": …, "english": …}`, is said in the same language;
- a word of the contract in a gap of `WORDS` (`event`: `filing`) is said by its own code (`event.filing`). English
  sentences keep the word itself, which is how the API writes it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.messages.pofile import read_po

from rules.texts import Message

ENGLISH, CHINESE = "en", "zh-Hans"
TAGS = (ENGLISH, CHINESE)
LOCALES = {ENGLISH: "en", CHINESE: "zh_Hans"}
DAYS = {ENGLISH: "EEEE, d MMMM y", CHINESE: "y年M月d日 EEEE"}
SHORT_DAYS = {ENGLISH: "EEE, d MMM y", CHINESE: "y年M月d日 EEE"}
SHORT_MOMENTS = {ENGLISH: "d MMM y, HH:mm", CHINESE: "y年M月d日 HH:mm"}
WORDS: Mapping[str, tuple[str, ...]] = {  # by gap: how the codes of its words begin
    "attribute": ("attribute.",),
    "earlier": ("event.",),
    "event": ("event.", "attribute."),
    "kind": ("kind.",),
    "of": ("day.",),
    "relation": ("relation.",),
    "right": ("right.",),
    "route": ("route.",),
    "status": ("status.",),
}
MOMENTS = {ENGLISH: "EEEE, d MMMM y, HH:mm", CHINESE: "y年M月d日 EEEE HH:mm"}


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its tag (`en`, `zh-Hans`) and its texts by code; it writes days and moments too."""

    tag: str
    texts: Mapping[str, str]

    def __call__(self, code: str, **gaps: Any) -> str:
        """The text of a code with its gaps filled; KeyError for an unknown code or a gap left open."""
        return self.texts[code].format_map({name: self._shown(name, value) for name, value in gaps.items()})

    def stored(self, code: str | None, params: Mapping[str, Any] | None, english: str) -> str:
        """What the rules or the portfolio said, stored as a code with parameters beside its English sentence.

        The English is shown for a code that the catalogue doesn't know.
        """
        if code is None or params is None or code not in self.texts:
            return english
        return self(code, **params)

    def message(self, message: Message) -> str:
        """What the rules or the portfolio say now."""
        return self.stored(message.code, message.params, str(message))

    def word(self, gap: str, value: object) -> str:
        """A word of the contract, such as the `event` `filing`, by its name; one without a name as it is."""
        codes = (f"{beginning}{value}" for beginning in WORDS.get(gap, ()))
        return next((self.texts[code] for code in codes if code in self.texts), str(value))

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

    def list(self, parts: Sequence[str]) -> str:
        """Several things in one phrase."""
        return self.texts["list.separator"].join(parts)

    def clauses(self, parts: Sequence[str]) -> str:
        """Several clauses in one sentence."""
        return self.texts["clause.separator"].join(parts)

    def sentences(self, parts: Sequence[str]) -> str:
        """Several short sentences in one row."""
        return self.texts["sentence.separator"].join(parts)

    def _shown(self, name: str, value: Any) -> str:
        """What fills a gap, as this language shows it."""
        if isinstance(value, Sequence) and not isinstance(value, str):
            return self.list([self._shown(name, part) for part in value])
        if isinstance(value, Message):
            return str(value) if self.tag == ENGLISH else self.message(value)
        if isinstance(value, Mapping):
            english = str(value["english"])
            return english if self.tag == ENGLISH else self.stored(value["code"], value["params"], english)
        return str(value) if self.tag == ENGLISH else self.word(name, value)


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
