"""Wordings of forms that a coordinator has taught, and how a message came through the desk."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# What was taught stays as it was said: a revocation is the one thing that may still be written to a row.
AS_IT_WAS_SAID = ("id", "number", "form", "label", "label_key", "key", "question", "learned_by", "learned_at")
CHANGED = " OR ".join(f"OLD.{column} <> NEW.{column}" for column in AS_IT_WAS_SAID)
REFUSED = f"OLD.revoked_at IS NOT NULL OR {CHANGED}"
SENTENCE = "a learned label is revoked, once, and never changed"


def upgrade() -> None:
    add_the_way()
    make_table()
    if op.get_bind().dialect.name == "sqlite":
        refuse_on_sqlite()
    else:
        refuse_on_postgresql()


def add_the_way() -> None:
    """By plain SQL: alembic would write the whole table anew on SQLite, and its triggers would be gone."""
    op.execute(
        "ALTER TABLE messages ADD COLUMN way TEXT DEFAULT '' NOT NULL"
        " CONSTRAINT ck_messages_way CHECK (way IN ('', 'read_again', 'handed_in'))"
    )


def refuse_on_sqlite() -> None:
    op.execute(
        "CREATE TRIGGER learned_labels_no_delete BEFORE DELETE ON learned_labels "
        "BEGIN SELECT RAISE(ABORT, 'a row of learned_labels is never taken away'); END"
    )
    op.execute(
        f"CREATE TRIGGER learned_labels_as_said BEFORE UPDATE ON learned_labels WHEN {REFUSED} "
        f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
    )


def refuse_on_postgresql() -> None:
    op.execute(
        "CREATE TRIGGER learned_labels_no_delete BEFORE DELETE ON learned_labels FOR EACH ROW EXECUTE FUNCTION only_added_to()"
    )
    op.execute(
        "CREATE FUNCTION refuse_relabelling() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {REFUSED} THEN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        "RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER learned_labels_as_said BEFORE UPDATE ON learned_labels FOR EACH ROW EXECUTE FUNCTION refuse_relabelling()"
    )


def downgrade() -> None:
    raise RuntimeError("What was taught is not thrown away: restore a backup instead.")


def make_table() -> None:
    op.create_table(
        "learned_labels",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("label_key", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), server_default="", nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("learned_by", sa.Text(), nullable=False),
        sa.Column("learned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_by", sa.Text(), server_default="", nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("learned_by <> ''", name=op.f("ck_learned_labels_learned_by")),
        sa.CheckConstraint("(revoked_at IS NULL) = (revoked_by = '')", name=op.f("ck_learned_labels_revoked_by")),
        sa.ForeignKeyConstraint(["question"], ["questions.id"], name=op.f("fk_learned_labels_question")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learned_labels")),
        sa.UniqueConstraint("number", name=op.f("uq_learned_labels_number")),
    )
    op.create_index(
        "one_meaning_in_force",
        "learned_labels",
        ["form", "label_key"],
        unique=True,
        sqlite_where=sa.text("revoked_at IS NULL"),
        postgresql_where=sa.text("revoked_at IS NULL"),
    )
