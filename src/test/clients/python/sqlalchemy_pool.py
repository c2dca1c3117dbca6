"""An application with a pool of the size that its Secret tells, at its full size."""
import asyncio
import os

import sqlalchemy
import task
from sqlalchemy import Column, Integer, MetaData, String, Table, text
from sqlalchemy.ext.asyncio import create_async_engine

SIZE = int(os.environ["DB_POOL_SIZE"])
OVERFLOW = int(os.environ["DB_MAX_OVERFLOW"])
table = Table(task.TABLE, MetaData(), Column("id", Integer, primary_key=True), Column("word", String(100)))


async def connection_id(engine, ids, all_are_open):
    async with engine.connect() as connection:
        ids.add((await connection.execute(text("SELECT pg_backend_pid()"))).scalar_one())
        if len(ids) == SIZE + OVERFLOW:
            all_are_open.set()
        await asyncio.wait_for(all_are_open.wait(), timeout=30)


async def main():
    engine = create_async_engine(
        os.environ["DATABASE_URL"],
        pool_size=SIZE,
        max_overflow=OVERFLOW,
        pool_recycle=int(os.environ["DB_POOL_RECYCLE"]),
        pool_pre_ping=os.environ["DB_POOL_PRE_PING"] == "true",
    )
    async with engine.begin() as connection:
        await connection.run_sync(table.create)
        await connection.execute(table.insert().values(id=1, word=task.WORD))
    ids, all_are_open = set(), asyncio.Event()
    await asyncio.gather(*(connection_id(engine, ids, all_are_open) for _ in range(SIZE + OVERFLOW)))
    assert engine.pool.size() == SIZE, engine.pool.status()
    async with engine.begin() as connection:
        word = (await connection.execute(sqlalchemy.select(table.c.word))).scalar_one()
    await engine.dispose()
    task.done(f"{sqlalchemy.__version__}, {len(ids)} connections", word)


asyncio.run(main())
