"""The first shape of the store: its tables, the ledger's two-legged view, and what the database refuses."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Nothing of these is ever changed or taken away (L4, L7); a mistake gets a further row with its reason.
ONLY_ADDED_TO = ("postings", "history", "audit")
# Their rows may change, but stay: erasing a case empties what is personal in them and leaves keys and fingerprints.
NEVER_TAKEN_AWAY = ("cases", "messages", "outbox", "questions")

# (name, when a new posting is refused, the sentence). One table for both databases: plain SQL over NEW.
REFUSALS = (
    (
        "of_a_case",
        "NEW.kind IN ('reserve', 'post', 'void') AND NOT EXISTS (SELECT 1 FROM cases c WHERE c.reference = NEW.reference)",
        "a move is of a case that we know",
    ),
    (
        "post_follows_its_reserve",
        "NEW.kind = 'post' AND EXISTS (SELECT 1 FROM postings p WHERE p.reference = NEW.reference AND p.move = NEW.move"
        " AND p.kind = 'reserve' AND (p.owing_landlord <> NEW.owing_landlord OR p.owed_landlord <> NEW.owed_landlord"
        " OR p.homes <> NEW.homes))",
        "a POST is between the landlords of its RESERVE",
    ),
    (
        "post_not_after_void",
        "NEW.kind = 'post' AND EXISTS (SELECT 1 FROM postings p WHERE p.reference = NEW.reference AND p.move = NEW.move"
        " AND p.kind = 'void')",
        "a move that fell through is not posted",
    ),
    (
        "one_move_a_case",
        "NEW.kind = 'post' AND EXISTS (SELECT 1 FROM postings p WHERE p.reference = NEW.reference AND p.kind = 'post'"
        " AND NOT EXISTS (SELECT 1 FROM postings c WHERE c.corrects = p.id))",
        "a case posts at most one move that stands (L5)",
    ),
    (
        "reserve_comes_first",
        "NEW.kind = 'reserve' AND EXISTS (SELECT 1 FROM postings p WHERE p.reference = NEW.reference AND p.move = NEW.move)",
        "a RESERVE is the first posting of its move",
    ),
    (
        "one_reserve_stands",
        "NEW.kind = 'reserve' AND EXISTS (SELECT 1 FROM postings p WHERE p.reference = NEW.reference AND p.kind = 'reserve'"
        " AND NOT EXISTS (SELECT 1 FROM postings v WHERE v.reference = p.reference AND v.move = p.move"
        " AND v.kind IN ('void', 'post')))",
        "a case has one accepted offer at a time",
    ),
    (
        "void_undoes_a_reserve",
        "NEW.kind = 'void' AND NOT EXISTS (SELECT 1 FROM postings p WHERE p.reference = NEW.reference AND p.move = NEW.move"
        " AND p.kind = 'reserve' AND p.owing_landlord = NEW.owing_landlord AND p.owed_landlord = NEW.owed_landlord"
        " AND p.homes = NEW.homes)",
        "a VOID undoes the RESERVE of its move, between the same landlords",
    ),
    (
        "void_not_after_post",
        "NEW.kind = 'void' AND EXISTS (SELECT 1 FROM postings p WHERE p.reference = NEW.reference AND p.move = NEW.move"
        " AND p.kind = 'post')",
        "a move that was posted is corrected, not voided",
    ),
    (
        "correct_is_contrary",
        "NEW.kind = 'correct' AND NOT EXISTS (SELECT 1 FROM postings p WHERE p.id = NEW.corrects"
        " AND p.kind IN ('post', 'carry') AND p.owing_landlord = NEW.owing_landlord"
        " AND p.owed_landlord = NEW.owed_landlord AND p.homes = NEW.homes AND p.move = NEW.move"
        " AND p.reference = NEW.reference)",
        "a CORRECT names the POST or CARRY that it takes back, whole",
    ),
)

# VOID and CORRECT take back what RESERVE, POST and CARRY wrote: their legs have the signs turned.
ENTRIES = """
CREATE VIEW entries AS
SELECT id AS posting, 1 AS leg, kind, reference, move, owing_landlord AS landlord,
       CASE WHEN kind IN ('void', 'correct') THEN homes ELSE -homes END AS homes, day, reason
  FROM postings
UNION ALL
SELECT id AS posting, 2 AS leg, kind, reference, move, owed_landlord AS landlord,
       CASE WHEN kind IN ('void', 'correct') THEN -homes ELSE homes END AS homes, day, reason
  FROM postings
"""


def upgrade() -> None:
    make_tables()
    op.execute(ENTRIES)
    if op.get_bind().dialect.name == "sqlite":
        refuse_on_sqlite()
    else:
        refuse_on_postgresql()


def refuse_on_sqlite() -> None:
    for table in ONLY_ADDED_TO:
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is only ever added to'); END"
            )
    for table in NEVER_TAKEN_AWAY:
        op.execute(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'a row of {table} is never taken away'); END"
        )
    for name, condition, sentence in REFUSALS:
        op.execute(
            f"CREATE TRIGGER postings_{name} BEFORE INSERT ON postings WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        )


def refuse_on_postgresql() -> None:
    error = "USING ERRCODE = 'integrity_constraint_violation'"
    op.execute(
        "CREATE FUNCTION only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION 'rows of % stay as they are', TG_TABLE_NAME {error}; END $$"
    )
    for table in ONLY_ADDED_TO:
        op.execute(
            f"CREATE TRIGGER {table}_only_added_to BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION only_added_to()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION only_added_to()"
        )
    for table in NEVER_TAKEN_AWAY:
        op.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION only_added_to()")
    checks = " ".join(f"IF {condition} THEN RAISE EXCEPTION '{sentence}' {error}; END IF;" for _, condition, sentence in REFUSALS)
    op.execute(f"CREATE FUNCTION refuse_posting() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {checks} RETURN NEW; END $$")
    op.execute("CREATE TRIGGER postings_refused BEFORE INSERT ON postings FOR EACH ROW EXECUTE FUNCTION refuse_posting()")


def downgrade() -> None:
    raise RuntimeError("The first shape has none before it: restore a backup instead.")


def make_tables() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), server_default="", nullable=False),
        sa.Column("details", sa.Text(), server_default="", nullable=False),
        sa.Column("chain", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sa.UniqueConstraint("chain", name=op.f("uq_audit_chain")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "cases",
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("landlord", sa.Text(), server_default="", nullable=False),
        sa.Column("bedrooms", sa.Integer(), nullable=True),
        sa.Column("policy", sa.Text(), server_default="", nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("circulated_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("area_residence", sa.Text(), server_default="", nullable=False),
        sa.Column("form_fingerprint", sa.Text(), server_default="", nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state IN ('received', 'awaiting_approval', 'held_at_cap', 'circulated', 'offered', 'accepted', 'moved', 'declined', 'ineligible', 'withdrawn', 'lapsed')",
            name=op.f("ck_cases_state"),
        ),
        sa.PrimaryKeyConstraint("reference", name=op.f("pk_cases")),
    )
    op.create_index(op.f("ix_cases_form_fingerprint"), "cases", ["form_fingerprint"], unique=False)
    op.create_index(op.f("ix_cases_state"), "cases", ["state"], unique=False)
    op.create_table(
        "counters",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("last", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("last >= 0", name=op.f("ck_counters_last")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counters")),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_leases")),
    )
    op.create_table(
        "partners",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_partners")),
    )
    op.create_table(
        "postings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("move", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("owing_landlord", sa.Text(), nullable=False),
        sa.Column("owed_landlord", sa.Text(), nullable=False),
        sa.Column("homes", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("corrects", sa.Integer(), nullable=True),
        sa.CheckConstraint("(kind = 'correct') = (corrects IS NOT NULL)", name=op.f("ck_postings_corrects")),
        sa.CheckConstraint("kind IN ('reserve', 'post', 'void', 'correct', 'carry')", name=op.f("ck_postings_kind")),
        sa.CheckConstraint("kind NOT IN ('carry', 'correct') OR reason <> ''", name=op.f("ck_postings_reasoned")),
        sa.CheckConstraint("owing_landlord <> '' AND owed_landlord <> ''", name=op.f("ck_postings_named_landlords")),
        sa.CheckConstraint("reference <> ''", name=op.f("ck_postings_of_a_case")),
        sa.CheckConstraint("homes > 0", name=op.f("ck_postings_homes")),
        sa.CheckConstraint("owing_landlord <> owed_landlord", name=op.f("ck_postings_two_landlords")),
        sa.ForeignKeyConstraint(["corrects"], ["postings.id"], name=op.f("fk_postings_corrects")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_postings")),
        sa.UniqueConstraint("corrects", name=op.f("uq_postings_corrects")),
        sa.UniqueConstraint("reference", "move", "kind", name=op.f("uq_postings_reference_move_kind")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "questions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("why_key", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("message", sa.Integer(), nullable=True),
        sa.Column("reading", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("answered_by", sa.Text(), server_default="", nullable=False),
        sa.Column("urgent", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.CheckConstraint("answered_at IS NULL OR answered_by <> ''", name=op.f("ck_questions_answered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
        sa.UniqueConstraint("cause", "kind", "why_key", name=op.f("uq_questions_cause_kind_why_key")),
        sa.UniqueConstraint("number", name=op.f("uq_questions_number")),
    )
    op.create_index(op.f("ix_questions_reference"), "questions", ["reference"], unique=False)
    op.create_table(
        "case_areas",
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reference"], ["cases.reference"], name=op.f("fk_case_areas_reference")),
        sa.PrimaryKeyConstraint("reference", "area", name=op.f("pk_case_areas")),
    )
    op.create_index(op.f("ix_case_areas_area"), "case_areas", ["area"], unique=False)
    op.create_table(
        "case_officers",
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reference"], ["cases.reference"], name=op.f("fk_case_officers_reference")),
        sa.PrimaryKeyConstraint("reference", "email", name=op.f("pk_case_officers")),
    )
    op.create_index(op.f("ix_case_officers_email"), "case_officers", ["email"], unique=False)
    op.create_table(
        "history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reference"], ["cases.reference"], name=op.f("fk_history_reference")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_history_reference"), "history", ["reference"], unique=False)
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), server_default="0", nullable=False),
        sa.Column("left_on_server", sa.Text(), server_default="", nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("mail", sa.Text(), nullable=True),
        sa.Column("said_key", sa.Text(), nullable=True),
        sa.Column("trouble", sa.Text(), server_default="", nullable=False),
        sa.Column("shunted_from", sa.Text(), server_default="", nullable=False),
        sa.Column("decided_note", sa.Text(), server_default="", nullable=False),
        sa.Column("answered_by", sa.Text(), server_default="", nullable=False),
        sa.Column("answers", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("source IN ('mailbox', 'desk')", name=op.f("ck_messages_source")),
        sa.CheckConstraint("stage IN ('kept', 'read', 'decided', 'shunted')", name=op.f("ck_messages_stage")),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_messages_attempts")),
        sa.CheckConstraint("size >= 0", name=op.f("ck_messages_size")),
        sa.ForeignKeyConstraint(["answers"], ["questions.id"], name=op.f("fk_messages_answers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_messages_fingerprint")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_messages_said_key"), "messages", ["said_key"], unique=False)
    op.create_index(op.f("ix_messages_stage"), "messages", ["stage"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("partner", sa.Text(), server_default="", nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("holds_address", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reply", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name=op.f("ck_outbox_sent_at")),
        sa.CheckConstraint(
            "state IN ('waiting', 'sending', 'sent', 'refused', 'uncertain', 'held', 'cancelled')", name=op.f("ck_outbox_state")
        ),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_outbox_attempts")),
        sa.ForeignKeyConstraint(["reference"], ["cases.reference"], name=op.f("fk_outbox_reference")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_outbox")),
        sa.UniqueConstraint("cause", "kind", "recipient", name=op.f("uq_outbox_cause_kind_recipient")),
        sa.UniqueConstraint("id", name=op.f("uq_outbox_id")),
        sa.UniqueConstraint("message_id", name=op.f("uq_outbox_message_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_outbox_reference"), "outbox", ["reference"], unique=False)
    op.create_index(op.f("ix_outbox_state"), "outbox", ["state"], unique=False)
    op.create_table(
        "partner_mailboxes",
        sa.Column("partner", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.CheckConstraint("role IN ('named_lead', 'circulars_to', 'offers_from')", name=op.f("ck_partner_mailboxes_role")),
        sa.ForeignKeyConstraint(["partner"], ["partners.name"], name=op.f("fk_partner_mailboxes_partner")),
        sa.PrimaryKeyConstraint("partner", "role", "email", name=op.f("pk_partner_mailboxes")),
    )
    op.create_index(op.f("ix_partner_mailboxes_email"), "partner_mailboxes", ["email"], unique=False)
    op.create_table(
        "places",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("folder", sa.Text(), server_default="", nullable=False),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("message", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["message"], ["messages.id"], name=op.f("fk_places_message")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_places")),
        sa.UniqueConstraint(
            "account",
            "folder",
            "uidvalidity",
            "uid",
            "name",
            "message",
            name=op.f("uq_places_account_folder_uidvalidity_uid_name_message"),
        ),
    )
    op.create_index(op.f("ix_places_message"), "places", ["message"], unique=False)
    op.create_index(
        "one_message_a_place",
        "places",
        ["account", "folder", "uidvalidity", "uid"],
        unique=True,
        sqlite_where=sa.text("uidvalidity > 0"),
        postgresql_where=sa.text("uidvalidity > 0"),
    )
