const fs = require("fs");
const os = require("os");
const path = require("path");
const pg = require("pg");
const { drizzle } = require("drizzle-orm/node-postgres");
const { migrate } = require("drizzle-orm/node-postgres/migrator");

// As README gives it: the schema is there, and no service may make one.
class SchemasAreThere extends pg.Client {
  query(q, ...rest) {
    const less = (text) => text.replace(/create schema if not exists [^;]+(;|$)/i, "") || "SELECT";
    return super.query(typeof q === "string" ? less(q) : q.text ? Object.assign(q, { text: less(q.text) }) : q, ...rest);
  }
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "drizzle-"));
const entry = { idx: 0, version: "7", when: 1700000000000, tag: "0000_first", breakpoints: true };

async function main() {
  fs.mkdirSync(path.join(folder, "meta"));
  fs.writeFileSync(path.join(folder, "0000_first.sql"), 'CREATE TABLE "orders" ("id" serial PRIMARY KEY, "name" text);');
  fs.writeFileSync(path.join(folder, "meta/_journal.json"), JSON.stringify({ version: "7", dialect: "postgresql", entries: [entry] }));
  const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, Client: SchemasAreThere });
  for (let time = 0; time < 2; time++) {
    await migrate(drizzle(pool), { migrationsFolder: folder, migrationsSchema: process.env.DB_SCHEMA });
  }
  await pool.end();
}

main()
  .catch((error) => {
    console.error(error.message, error.cause?.message);
    process.exitCode = 1;
  })
  .finally(() => fs.rmSync(folder, { recursive: true }));
