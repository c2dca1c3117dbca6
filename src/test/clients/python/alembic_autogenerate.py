"""
Alembic's own template with the lines that README gives: autogenerate, upgrade, and autogenerate again, which finds nothing to do.
The command line says which template, and whether the models name their schema.
"""
import os
import re
import sys
import tempfile
from pathlib import Path

import alembic
import alembic.command
import alembic.config

TEMPLATE, MODELS = sys.argv[1:]
QUALIFIED = MODELS == "qualified"

MODELS_PY = f"""
import enum
import os

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    metadata = sa.MetaData({'schema=os.environ["DB_SCHEMA"]' if QUALIFIED else ""})


class State(enum.Enum):
    open = 1
    closed = 2


class Customer(Base):
    __tablename__ = "customers"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(100), index=True)


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[State] = mapped_column(sa.Enum(State{", inherit_schema=True" if QUALIFIED else ""}))
    customer_id: Mapped[int] = mapped_column(sa.ForeignKey(Customer.id))
"""

HEAD = f"""
import os

from models import Base
from sqlalchemy import text

config.set_main_option("sqlalchemy.url", os.environ["{'DATABASE_URL' if TEMPLATE == 'async' else 'DATABASE_URL_PSYCOPG'}"].replace("%", "%%"))
target_metadata = Base.metadata
SCHEMA = os.environ["DB_SCHEMA"]


def only_mine(name, type_, parent_names):
    return type_ != "schema" or name == SCHEMA
"""

CONFIGURE_QUALIFIED = r"""
\1connection.execute(text("SET search_path TO public"))
\1connection.commit()
\1connection.dialect.default_schema_name = "public"
\1context.configure(
\1    connection=connection, target_metadata=target_metadata,
\1    version_table_schema=SCHEMA, include_schemas=True, include_name=only_mine,
\1)"""


def changed(env):
    env = env.replace("target_metadata = None", HEAD)
    if not QUALIFIED:
        return env
    call = r"^( *)context\.configure\(\s*connection=connection, target_metadata=target_metadata\s*\)"
    env, calls = re.subn(call, CONFIGURE_QUALIFIED, env, flags=re.MULTILINE)
    assert calls == 1, env
    return env


def upgrade_of(script):
    return Path(script.path).read_text().split("def upgrade")[1].split("def downgrade")[0]


with tempfile.TemporaryDirectory() as folder:
    ini = Path(folder, "alembic.ini")
    alembic.command.init(alembic.config.Config(ini, stdout=sys.stderr), str(Path(folder, "scripts")), template=TEMPLATE)
    Path(folder, "models.py").write_text(MODELS_PY)
    sys.path.insert(0, folder)
    env = Path(folder, "scripts", "env.py")
    env.write_text(changed(env.read_text()))
    config = alembic.config.Config(ini, stdout=sys.stderr)

    first = upgrade_of(alembic.command.revision(config, "first", autogenerate=True))
    assert "customers" in first and "drop" not in first, first
    alembic.command.upgrade(config, "head")
    alembic.command.check(config)
    second = upgrade_of(alembic.command.revision(config, "second", autogenerate=True))
    assert "op." not in second, second
    alembic.command.upgrade(config, "head")
