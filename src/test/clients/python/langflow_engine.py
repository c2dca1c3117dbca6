"""SQLAlchemy as Langflow sets it up: another driver in the scheme, and options of its own over those of the URL."""
import asyncio
import os

import sqlalchemy
import task
from sqlalchemy import Column, Integer, MetaData, String, Table
from sqlalchemy.ext.asyncio import create_async_engine

table = Table(task.TABLE, MetaData(), Column("id", Integer, primary_key=True), Column("word", String(100)))


async def main():
    url = os.environ["LANGFLOW_DATABASE_URL"].replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_async_engine(url, connect_args={"options": "-c timezone=utc"})
    async with engine.begin() as connection:
        await connection.run_sync(table.create)
        await connection.execute(table.insert().values(id=1, word=task.WORD))
        word = (await connection.execute(sqlalchemy.select(table.c.word))).scalar_one()
    await engine.dispose()
    task.done(sqlalchemy.__version__, word)


asyncio.run(main())
