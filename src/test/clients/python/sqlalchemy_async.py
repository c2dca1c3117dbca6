"""SQLAlchemy's asynchronous engine on the URL in the key that the command line names."""
import asyncio
import os
import sys

import sqlalchemy
import task
from sqlalchemy import Column, Integer, MetaData, String, Table
from sqlalchemy.ext.asyncio import create_async_engine

table = Table(task.TABLE, MetaData(), Column("id", Integer, primary_key=True), Column("word", String(100)))


async def main():
    engine = create_async_engine(os.environ[sys.argv[1]])
    async with engine.begin() as connection:
        await connection.run_sync(table.create)
        await connection.execute(table.insert().values(id=1, word=task.WORD))
    async with engine.begin() as connection:
        word = (await connection.execute(sqlalchemy.select(table.c.word))).scalar_one()
    await engine.dispose()
    task.done(sqlalchemy.__version__, word)


asyncio.run(main())
