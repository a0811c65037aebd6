"""What is stored by a code, in the words of the reader; English stands in where their language has no word yet."""

from collections.abc import Mapping
from typing import Any

from service.reminders.desk import office
from service.store import AuditRow, CompletionRow, DeadlineRow, InstructionRow
from service.words import Language


def title(deadline: DeadlineRow, say: Language) -> str:
    """What is due."""
    return say.stored(deadline.title_code, deadline.title_params, deadline.title)


def named(family: str, code: str, say: Language) -> str:
    """One word of a family of words: `named("event", "grant", say)`."""
    return say.stored(f"{family}.{code}", {}, code.replace("_", " "))


def office_name(code: str, say: Language) -> str:
    """An office by its name, or by its code where it has no rules."""
    return say.stored(f"office.{code}", {}, office(code).name)


def sentence(document: Mapping[str, Any], name: str, say: Language) -> str:
    """A text that stands in a document beside its code and its parameters: a `title`, a `why` or a `message`."""
    code, params = ("code", "params") if name == "message" else (f"{name}_code", f"{name}_params")
    return say.stored(document.get(code), document.get(params), str(document[name]))


def stated(row: AuditRow | CompletionRow | DeadlineRow | InstructionRow, name: str, say: Language) -> str:
    """A text that is stored in a row beside its code and its parameters: a `state_reason`, a `questioned_why`."""
    english: str | None = getattr(row, name)
    return say.stored(getattr(row, f"{name}_code"), getattr(row, f"{name}_params"), english or "")
