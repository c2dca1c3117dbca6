"""The env.py of Alembic's async template: the URL goes through set_main_option, where a percent sign is refused."""
import asyncio
import os

import task
from alembic import context
from sqlalchemy.ext.asyncio import async_engine_from_config

config = context.config
config.set_main_option("sqlalchemy.url", os.environ["DATABASE_URL"])


def migrate(connection):
    context.configure(connection=connection, version_table=task.TABLE + "_version")
    with context.begin_transaction():
        context.run_migrations()


async def main():
    engine = async_engine_from_config(config.get_section(config.config_ini_section, {}))
    async with engine.connect() as connection:
        await connection.run_sync(migrate)
    await engine.dispose()


asyncio.run(main())
