const { Client } = require("pg");
const { version } = require("pg/package.json");

const { DATABASE_URL, CLIENT_TABLE, CLIENT_WORD } = process.env;

async function main() {
  const client = new Client({ connectionString: DATABASE_URL });
  await client.connect();
  await client.query(`CREATE TABLE ${CLIENT_TABLE} (id integer PRIMARY KEY, word varchar(100))`);
  await client.query(`INSERT INTO ${CLIENT_TABLE} (id, word) VALUES (1, $1)`, [CLIENT_WORD]);
  const { rows } = await client.query(`SELECT word FROM ${CLIENT_TABLE} WHERE id = 1`);
  await client.end();
  console.log(`${version}\t${rows[0].word}`);
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
