"""The file as a page for an attorney: one HTML file that needs nothing else, to be read on a screen or on A4.

It is made of the document alone, so that both tell the same.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from service.dossier.document import Document
from service.reminders.sentences import actor
from service.words import Language, language

TEMPLATES = Environment(
    loader=PackageLoader("service.dossier"),
    autoescape=select_autoescape(["html.j2"], default=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
UTC = "UTC"
NOTHING = "–"
MOMENTS = ("last_tick", "back", "replaced_at")
CODED = {"wish": "wish", "state": "state", "purpose": "purpose", "channel": "channel"}
OUTLINED = ("awaiting", "warnings", "errors", "spans", "late", "alternatives", "title_params")
NUMBER_FREE = ("title_code", "title_params", "spans")  # said by their neighbours in words


def write(document: Document, tag: str | None) -> str:
    """The page, in a language by its tag."""
    page = Page(document, language(tag))
    return TEMPLATES.get_template("dossier.html.j2").render(page=page, file=document, say=page.word)


@dataclass
class Page:
    """What the template asks: words, days and names in the reader's language."""

    file: Document
    say: Language

    def word(self, code: str, **gaps: Any) -> str:
        """A text of the file."""
        return self.say(f"dossier.{code}", **gaps)

    def known(self, code: str, otherwise: str) -> str:
        """A text that may have no words of its own."""
        return self.say.texts.get(code, otherwise)

    def day(self, text: str | None) -> str:
        """A day with its weekday."""
        return self.say.day(date.fromisoformat(text)) if text else NOTHING

    def moment(self, text: str | None) -> str:
        """A moment, in UTC."""
        return self.say.moment(datetime.fromisoformat(text), UTC) if text else NOTHING

    def clock(self, text: str) -> str:
        """The time of day of a moment, in UTC."""
        return f"{datetime.fromisoformat(text):%H:%M:%S}"

    def right(self) -> str:
        """Which right at which office."""
        case = self.file["case"]
        office = self.known(f"office.{case['jurisdiction']}", case["office"])
        return self.say("right.with_office", right=self.say(f"right.{case['right']}"), office=office)

    def numbers(self) -> str:
        """The numbers of the case."""
        numbers = self.file["case"]["numbers"]
        return self.say.list([self.say(f"number.{kind}", number=number) for kind, number in numbers.items()])

    def event(self, name: str) -> str:
        """An event of the case."""
        return self.known(f"event.{name}", name.replace("_", " "))

    @cached_property
    def titles(self) -> dict[int, str]:
        """What each deadline is called, by its id."""
        return {
            one["id"]: self.say.stored(one["title_code"], one["title_params"], one["title"])
            for one in self.file["deadlines"]
        }

    def title(self, deadline_id: int | None) -> str:
        """What a deadline is called; one that was not known by the end of the span has no name here."""
        return self.titles.get(deadline_id or 0, NOTHING)

    def days_told(self) -> list[tuple[str, list[Document]]]:
        """The timeline by days."""
        days: dict[str, list[Document]] = defaultdict(list)
        for entry in self.file["timeline"]:
            days[entry["at"][:10]].append(entry)
        return list(days.items())

    def sentence(self, entry: Document) -> str:
        """What happened, in a sentence."""
        code = f"dossier.told.{entry['what']}"
        return self.say(code, **{name: self._gap(name, value) for name, value in entry["gaps"].items()})

    def stated(self, document: Document, name: str) -> str:
        """A sentence that stands beside its code and its parameters; what a person typed has neither."""
        return self.say.stored(document[f"{name}_code"], document[f"{name}_params"], document[name] or NOTHING)

    def who(self, name: str) -> str:
        """Who did something."""
        return actor(name, self.say)

    def changes(self, entry: Document) -> list[tuple[str, str, str]]:
        """What an entry changed: the field, what it was, what it is."""
        if entry["what"].startswith("date."):
            return []
        said = {one["field"].removesuffix("_said"): one for one in entry["changes"] if one["field"].endswith("_said")}
        return [
            (self.field(name), self._changed(one, said.get(name), "old"), self._changed(one, said.get(name), "new"))
            for one in entry["changes"]
            if (name := one["field"]) not in NUMBER_FREE and not name.endswith("_said")
        ]

    def field(self, name: str) -> str:
        """What a field is called; one without words of its own goes by its name in the API."""
        return self.known(f"dossier.field.{name}", name.replace("_", " "))

    def value(self, name: str, value: Any) -> str:
        """The value of a field."""
        if value is None or value in ("", "None", [], {}):
            return NOTHING
        if isinstance(value, bool):
            return self.word("yes" if value else "no")
        if name in OUTLINED and isinstance(value, list):
            return "; ".join(self._outline(one) for one in value)
        if name in ("state", "deadline_state"):
            return self.known(f"dossier.state.{value}", str(value))
        if isinstance(value, list):
            return self.say.list([str(one) for one in value])
        return self._dated(str(value))

    def late(self, steps: Sequence[Document]) -> str:
        """The last day of a late period."""
        return self.day(steps[-1]["until_effective"]) if steps else NOTHING

    def stages(self, names: Sequence[str]) -> str:
        """The stages of a ladder that a message carried."""
        return self.say.list([self.stage(name) for name in dict.fromkeys(names)])

    def stage(self, name: str) -> str:
        """One stage of a ladder; one without words of its own goes by its name."""
        phase, _, detail = name.partition(".")
        number = detail.rpartition(".")[2]
        texts = self.say.texts.get(f"dossier.stage.{phase}")
        return texts.format(number=number) if texts else name

    def person(self, key: str | None) -> str:
        """Somebody's name by their key."""
        names = {
            one[role]["key"]: one[role]["name"]
            for one in self.file["people"]
            for role in ("responsible", "backup")
            if one[role]
        }
        return str(names.get(key or "", key or NOTHING))

    def _changed(self, one: Document, said: Document | None, side: str) -> str:
        """One side of a change; a sentence in the reader's words, where its code was kept."""
        kept = (said or {}).get(side) or {}
        return self.say.stored(kept.get("code"), kept.get("params"), self.value(one["field"], one[side]))

    def _outline(self, value: Any) -> str:
        """The gist of an object that the rules said."""
        if not isinstance(value, Mapping):
            return str(value)
        for name in ("message", "why"):
            if name in value:
                code, params = ("code", "params") if name == "message" else (f"{name}_code", f"{name}_params")
                said = self.say.stored(value.get(code), value.get(params), value[name])
                return f"{value['event']}: {said}" if "event" in value else said
        if "until" in value:
            price = self.say.stored(value.get("surcharge_code"), value.get("surcharge_params"), str(value["surcharge"]))
            return f"{self._dated(value['until'])} ({price})"
        return "; ".join(f"{name} {one}" for name, one in value.items() if isinstance(one, str))

    def _gap(self, name: str, value: Any) -> str:
        """A gap of a sentence."""
        if value is None or value == []:
            return NOTHING
        if name in MOMENTS:
            return self.moment(value)
        if name == "event":
            return self.event(value)
        if name == "stages":
            return self.stages(value)
        if name in ("responsible", "backup"):
            return self.person(value)
        if name in CODED:
            return self.known(f"dossier.{CODED[name]}.{value}", str(value))
        return self._dated(str(value))

    def _dated(self, text: str) -> str:
        """A text; one that is a day is written out."""
        try:
            return self.day(text) if len(text) == len("2026-03-02") else text
        except ValueError:
            return text
