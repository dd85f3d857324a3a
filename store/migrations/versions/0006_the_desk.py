"""The desk: who signs in and how, what is asked of a second person, and until when a word can be taken back."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "asked_acts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_by", sa.Text(), server_default="", nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("(settled_at IS NULL) = (outcome = '')", name=op.f("ck_asked_acts_settled")),
        sa.CheckConstraint("reason <> '' AND asked_by <> ''", name=op.f("ck_asked_acts_reasoned")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked_acts")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempts")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_attempts_at"), "attempts", ["at"])
    op.create_table(
        "people",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), server_default="", nullable=False),
        sa.Column("totp", sa.Text(), server_default="", nullable=False),
        sa.Column("totp_last", sa.Integer(), server_default="0", nullable=False),
        sa.Column("subject", sa.Text(), server_default="", nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("shut_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("name <> '' AND email <> '' AND added_by <> ''", name=op.f("ck_people_named")),
        sa.CheckConstraint("role IN ('reader', 'coordinator')", name=op.f("ck_people_role")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_people")),
        sa.UniqueConstraint("email", name=op.f("uq_people_email")),
    )
    op.create_table(
        "tickets",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), server_default="", nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Text(), server_default="", nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_tickets")),
    )
    op.create_table(
        "passkeys",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("public_key", sa.Text(), nullable=False),
        sa.Column("counter", sa.Integer(), server_default="0", nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.name"], name=op.f("fk_passkeys_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkeys")),
    )
    op.create_index(op.f("ix_passkeys_person"), "passkeys", ["person"])
    op.create_table(
        "sessions",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("role IN ('reader', 'coordinator')", name=op.f("ck_sessions_role")),
        sa.ForeignKeyConstraint(["person"], ["people.name"], name=op.f("fk_sessions_person")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_person"), "sessions", ["person"])
    op.create_index(op.f("ix_audit_about"), "audit", ["about"])
    op.create_index("audit_by", "audit", ["who", "at"])
    op.create_index("audit_on", "audit", ["at"])
    op.create_index("letters_to_partner", "outbox", ["partner", "state"])
    op.create_index("letters_of_kind", "outbox", ["kind", "state"])
    op.add_column("messages", sa.Column("not_before", sa.DateTime(timezone=True), nullable=True))
    op.drop_index(op.f("ix_messages_stage"), "messages")
    op.create_index("arrivals", "messages", ["source", "arrived_at"])
    op.create_index("on_the_line", "messages", ["stage", "source", "arrived_at"])
    op.create_index(op.f("ix_questions_answered_at"), "questions", ["answered_at"])
    op.create_index(op.f("ix_questions_message"), "questions", ["message"])
    op.create_index("in_their_order", "cases", ["year", "sequence"])
    op.create_index(op.f("ix_cases_landlord"), "cases", ["landlord"])
    op.create_index(op.f("ix_cases_area_residence"), "cases", ["area_residence"])
    op.add_column("case_officers", sa.Column("name", sa.Text(), server_default="", nullable=False))
    op.add_column("case_officers", sa.Column("agency", sa.Text(), server_default="", nullable=False))
    op.add_column("cases", sa.Column("above_cap", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("cases", sa.Column("moved_outside", sa.Text(), server_default="", nullable=False))
    op.create_index(
        "let_go_above_the_cap", "cases", ["year", "sequence"],
        sqlite_where=sa.text("above_cap = 1"), postgresql_where=sa.text("above_cap"),
    )  # fmt: skip
    outside = sa.text("moved_outside <> ''")
    op.create_index(
        "rehoused_outside", "cases", ["state", "closed_on", "landlord", "moved_outside"],
        sqlite_where=outside, postgresql_where=outside,
    )  # fmt: skip
    op.create_index(op.f("ix_postings_owing_landlord"), "postings", ["owing_landlord"])
    op.create_index(op.f("ix_postings_owed_landlord"), "postings", ["owed_landlord"])
    _name_the_officers()
    _say_how_they_went()


def _name_the_officers() -> None:
    """What the cases say of their officers, beside the mailboxes that stand there already."""
    books = op.get_bind()
    beside = sa.table("case_officers", *(sa.column(name) for name in ("reference", "email", "name", "agency")))
    for row in books.execute(sa.text("SELECT reference, data FROM cases")).all():
        for officer in json.loads(row.data).get("officers", ()):
            said = {"name": officer.get("name", ""), "agency": officer.get("agency", "")}
            where = (beside.c.reference == row.reference, beside.c.email == officer.get("email", "").lower())
            books.execute(beside.update().where(*where).values(**said))


def _say_how_they_went() -> None:
    """What the ledger's page counts of cases, beside the whole of them."""
    books = op.get_bind()
    beside = sa.table("cases", *(sa.column(name) for name in ("reference", "above_cap", "moved_outside")))
    for row in books.execute(sa.text("SELECT reference, data FROM cases")).all():
        said = json.loads(row.data)
        above, outside = bool(said.get("cap_override")), said.get("moved_outside", "")
        if above or outside:
            where = beside.c.reference == row.reference
            books.execute(beside.update().where(where).values(above_cap=above, moved_outside=outside))


def downgrade() -> None:
    raise RuntimeError("A store does not go back: restore a backup instead.")
