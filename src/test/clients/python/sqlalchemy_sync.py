"""SQLAlchemy's synchronous engine on the URL in the key that the command line names."""
import os
import sys

import sqlalchemy
import task
from sqlalchemy import Column, Integer, MetaData, String, Table

table = Table(task.TABLE, MetaData(), Column("id", Integer, primary_key=True), Column("word", String(100)))
engine = sqlalchemy.create_engine(os.environ[sys.argv[1]])
with engine.begin() as connection:
    table.create(connection)
    connection.execute(table.insert().values(id=1, word=task.WORD))
with engine.begin() as connection:
    word = connection.execute(sqlalchemy.select(table.c.word)).scalar_one()
task.done(sqlalchemy.__version__, word)
