const knex = require("knex")({ client: "pg", connection: process.env.DATABASE_URL });

const first = {
  up: (k) => k.schema.createTable("orders", (table) => { table.increments(); table.enu("state", ["open"], { useNative: true, enumName: "state" }); }),
  down: (k) => k.schema.dropTable("orders"),
};
const migrationSource = { getMigrations: async () => ["first"], getMigrationName: (name) => name, getMigration: async () => first };

async function main() {
  await knex.migrate.latest({ migrationSource });
  const [, again] = await knex.migrate.latest({ migrationSource });
  await knex.destroy();
  if (again.length > 0) throw new Error(`again: ${again}`);
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
