"""Upgrades to head with the scripts of the folder that the command line names, then reads what the migration wrote."""
import os
import sys
from pathlib import Path

import alembic
import alembic.command
import alembic.config
import sqlalchemy
import task

FOLDER = Path(__file__).parent / sys.argv[1]

config = alembic.config.Config()
config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
config.set_main_option("version_locations", str(FOLDER.parent / "alembic_versions").replace("%", "%%"))
config.set_main_option("path_separator", "newline")
alembic.command.upgrade(config, "head")
alembic.command.upgrade(config, "head")

engine = sqlalchemy.create_engine(os.environ["DATABASE_URL_PSYCOPG"])
with engine.connect() as connection:
    word = connection.execute(sqlalchemy.text(task.SELECT)).scalar_one()
    version_schema = connection.execute(
        sqlalchemy.text("SELECT schemaname FROM pg_tables WHERE tablename = :name"),
        {"name": task.TABLE + "_version"},
    ).scalars().all()
assert version_schema == [os.environ["DB_SCHEMA"]], version_schema
task.done(alembic.__version__, word)
