const fs = require("fs");
const os = require("os");
const path = require("path");
const { pathToFileURL } = require("url");

const dir = fs.mkdtempSync(path.join(os.tmpdir(), "node-pg-migrate-"));

async function migrate() {
  const { runner } = await import(pathToFileURL(require.resolve("node-pg-migrate")));
  return runner({
    databaseUrl: process.env.DATABASE_URL,
    schema: process.env.DB_SCHEMA,
    dir,
    migrationsTable: "pgmigrations",
    direction: "up",
    log: () => {},
  });
}

async function twice() {
  fs.writeFileSync(
    path.join(dir, "1700000000000_first.cjs"),
    "exports.up = (pgm) => { pgm.createType('state', ['open']); pgm.createTable('orders', { id: 'id', state: { type: 'state' } }); };",
  );
  const first = await migrate();
  const again = await migrate();
  if (first.length !== 1 || again.length > 0) throw new Error(`first ${first.length}, again ${again.length}`);
}

twice()
  .catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  })
  .finally(() => fs.rmSync(dir, { recursive: true }));
