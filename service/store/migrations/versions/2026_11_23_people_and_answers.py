"""People's roles, absences and sessions; ladders and owners as data; instructions, proofs, bounces, digests."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_people_and_answers"
down_revision = "2026_11_22_first_tables"
branch_labels = None
depends_on = None

Column = sa.Column[Any]

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON(none_as_null=True)
TABLES = (
    "absences",
    "assignments",
    "owners",
    "ladders",
    "sign_ins",
    "sessions",
    "calendar_feeds",
    "instructions",
    "proof_files",
    "bounces",
    "digests",
    "ledgers",
)
ABOUT_PEOPLE = ("works_from", "works_until", "holidays", "language", "role")
SAID = (("deadlines", "state_reason"), ("completions", "questioned_why"))
ASSIGNED = ("assigned_responsible_id", "assigned_backup_id")


def upgrade() -> None:
    """Add the tables and columns; everybody known so far is a docketer who reads English."""
    _people()
    _rights_of_people()
    _signing_in()
    _answers()
    _what_came_back()
    op.create_index("ix_messages_created_at", "messages", ["created_at"])
    op.create_index("ix_deadlines_state_drives_act_by_id", "deadlines", ["state", "drives_act_by", "id"])
    _codes_of_what_is_said()


def downgrade() -> None:
    """Drop them; what is in them is lost."""
    op.drop_index("ix_deadlines_state_drives_act_by_id", "deadlines")
    op.drop_index("ix_messages_created_at", "messages")
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_index("ix_message_rungs_recipient_deadline_id", "message_rungs")
    for table, name in SAID:
        op.drop_column(table, f"{name}_code")
        op.drop_column(table, f"{name}_params")
    op.drop_index("ix_messages_recipient", "messages")
    op.drop_column("messages", "bounced_at")
    with op.batch_alter_table("cases") as cases:
        for name in ASSIGNED:
            cases.drop_constraint(f"fk_cases_{name}_people", type_="foreignkey")
            cases.drop_column(name)
    for name in ABOUT_PEOPLE:
        op.drop_column("people", name)


def _people() -> None:
    """When people work, what they read, what they may do, and when they are away."""
    op.add_column("people", _with(_time("works_from"), "09:00:00.000000"))
    op.add_column("people", _with(_time("works_until"), "17:00:00.000000"))
    op.add_column("people", _text("holidays", null=True))
    op.add_column("people", _with(_text("language"), "en"))
    op.add_column("people", _with(_text("role"), "docketer"))
    _table(
        "absences",
        _number("person_id"),
        _day("first"),
        _day("last"),
        _number("substitute_id"),
        *_entered_and_withdrawn(),
        people=("person_id", "substitute_id"),
    )
    op.create_index("ix_absences_person_id", "absences", ["person_id"])


def _rights_of_people() -> None:
    """Whose work is whose, by rules; what an owner wants; ladders."""
    with op.batch_alter_table("cases") as cases:
        for name in ASSIGNED:
            cases.add_column(_number(name, null=True))
            cases.create_foreign_key(f"fk_cases_{name}_people", "people", [name], ["id"])
    _table(
        "assignments",
        *(_text(name, null=True) for name in ("jurisdiction", "right", "owner")),
        _number("responsible_id"),
        _number("backup_id", null=True),
        *_entered_and_withdrawn(),
        people=("responsible_id", "backup_id"),
    )
    _table(
        "owners",
        _text("name"),
        _number("lead_days"),
        _text("unanswered"),
        _number("silence_days"),
        _number("patience_days"),
        _text("updated_by"),
        _moment("updated_at"),
        unique=(("name",),),
    )
    _table(
        "ladders",
        *(_text(name, null=True) for name in ("kind", "right", "jurisdiction", "owner")),
        sa.Column("stages", JSON, nullable=False),
        *_entered_and_withdrawn(),
    )


def _signing_in() -> None:
    """Links that sign in, sessions, calendar addresses: each known by a digest."""
    _table(
        "sign_ins",
        _number("person_id", null=True),
        _text("client"),
        _text("digest"),
        _moment("created_at"),
        _moment("expires_at"),
        _moment("used_at", null=True),
        people=("person_id",),
        unique=(("digest",),),
    )
    _table(
        "sessions",
        _number("person_id"),
        _text("digest"),
        *(_moment(name) for name in ("created_at", "seen_at", "expires_at")),
        _moment("ended_at", null=True),
        people=("person_id",),
        unique=(("digest",),),
    )
    _table(
        "calendar_feeds",
        _number("person_id"),
        _text("digest"),
        _moment("created_at"),
        _moment("revoked_at", null=True),
        people=("person_id",),
        unique=(("digest",),),
    )
    for table in ("sign_ins", "sessions", "calendar_feeds"):
        op.create_index(f"ix_{table}_person_id", table, ["person_id"])


def _answers() -> None:
    """Instructions about deadlines, and files that prove completions."""
    _table(
        "instructions",
        _number("deadline_id"),
        _day("aim"),
        _text("wish"),
        _day("ask_again_on", null=True),
        _number("person_id", null=True),
        _text("actor"),
        _moment("at"),
        _text("note", null=True),
        _number("confirmed_person_id", null=True),
        _moment("confirmed_at", null=True),
        _moment("withdrawn_at", null=True),
        _text("withdrawn_by", null=True),
        _text("withdraw_reason", null=True),
        sa.ForeignKeyConstraint(["deadline_id"], ["deadlines.id"], name="fk_instructions_deadline_id_deadlines"),
        people=("person_id", "confirmed_person_id"),
    )
    op.create_index("ix_instructions_deadline_id", "instructions", ["deadline_id"])
    proposed = sa.text("wish = 'lapse' AND confirmed_at IS NULL AND withdrawn_at IS NULL")
    op.create_index(
        "ix_instructions_lapse_proposed",
        "instructions",
        ["deadline_id"],
        sqlite_where=proposed,
        postgresql_where=proposed,
    )
    _table(
        "proof_files",
        _number("completion_id"),
        *(_text(name) for name in ("name", "media_type", "digest")),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        _text("entered_by"),
        _moment("entered_at"),
        sa.ForeignKeyConstraint(["completion_id"], ["completions.id"], name="fk_proof_files_completion_id_completions"),
    )
    op.create_index("ix_proof_files_completion_id", "proof_files", ["completion_id"])


def _what_came_back() -> None:
    """Reports of mails that did not arrive, and the numbers of digests."""
    op.add_column("messages", _moment("bounced_at", null=True))
    op.create_index("ix_messages_recipient", "messages", ["recipient"])
    _table(
        "bounces",
        _text("key"),
        _number("message_id", null=True),
        _text("action"),
        _text("recipient", null=True),
        _text("status", null=True),
        _text("detail"),
        _text("source"),
        _moment("received_at"),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name="fk_bounces_message_id_messages"),
        unique=(("key",),),
    )
    op.create_index("ix_bounces_message_id", "bounces", ["message_id"])
    _table(
        "digests",
        _text("address"),
        _number("number", null=True),
        _day("day"),
        _number("message_id", null=True),
        _number("events_through"),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name="fk_digests_message_id_messages"),
        unique=(("address", "number"), ("address", "day")),
    )
    _table(
        "ledgers",
        _day("day"),
        _moment("at"),
        sa.Column("counts", JSON, nullable=False),
        sa.Column("missing", JSON, nullable=False),
        unique=(("day",),),
    )
    op.create_index("ix_digests_day", "digests", ["day"])
    op.create_index("ix_message_rungs_recipient_deadline_id", "message_rungs", ["recipient", "deadline_id"])


def _codes_of_what_is_said() -> None:
    """Beside an English sentence its code and parameters; those stored before stay English."""
    for table, name in SAID:
        op.add_column(table, _text(f"{name}_code", null=True))
        op.add_column(table, sa.Column(f"{name}_params", JSON, nullable=True))


def _table(
    name: str,
    *parts: sa.schema.SchemaItem,
    people: tuple[str, ...] = (),
    unique: tuple[tuple[str, ...], ...] = (),
) -> None:
    """A table with a number of its own; `people` are its columns that name somebody."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        *parts,
        *(sa.ForeignKeyConstraint([column], ["people.id"], name=f"fk_{name}_{column}_people") for column in people),
        *(sa.UniqueConstraint(*columns, name=f"uq_{name}_{'_'.join(columns)}") for columns in unique),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )


def _entered_and_withdrawn() -> tuple[Column, ...]:
    return (
        _text("entered_by"),
        _moment("entered_at"),
        _moment("withdrawn_at", null=True),
        _text("withdrawn_by", null=True),
    )


def _with(column: Column, default: str) -> Column:
    column.server_default = sa.DefaultClause(default)
    return column


def _text(name: str, *, null: bool = False) -> Column:
    return sa.Column(name, sa.Text(), nullable=null)


def _number(name: str, *, null: bool = False) -> Column:
    return sa.Column(name, sa.Integer(), nullable=null)


def _day(name: str, *, null: bool = False) -> Column:
    return sa.Column(name, sa.Date(), nullable=null)


def _time(name: str) -> Column:
    return sa.Column(name, sa.Time(), nullable=False)


def _moment(name: str, *, null: bool = False) -> Column:
    return sa.Column(name, MOMENT, nullable=null)
