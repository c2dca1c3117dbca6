const mysql = require("mysql2/promise");
const { version } = require("mysql2/package.json");

const { DATABASE_URL, CLIENT_TABLE, CLIENT_WORD } = process.env;

async function main() {
  const connection = await mysql.createConnection(DATABASE_URL);
  await connection.query(`CREATE TABLE ${CLIENT_TABLE} (id integer PRIMARY KEY, word varchar(100))`);
  await connection.execute(`INSERT INTO ${CLIENT_TABLE} (id, word) VALUES (1, ?)`, [CLIENT_WORD]);
  const [rows] = await connection.execute(`SELECT word FROM ${CLIENT_TABLE} WHERE id = 1`);
  await connection.end();
  console.log(`${version}\t${rows[0].word}`);
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
