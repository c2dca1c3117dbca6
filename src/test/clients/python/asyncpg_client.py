import asyncio
import os

import asyncpg
import task


async def main():
    connection = await asyncpg.connect(os.environ["DATABASE_URL"])
    await connection.execute(task.CREATE)
    await connection.execute(task.INSERT.replace("%s", "$1"), task.WORD)
    word = await connection.fetchval(task.SELECT)
    await connection.close()
    task.done(asyncpg.__version__, word)


asyncio.run(main())
