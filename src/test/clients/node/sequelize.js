const { Sequelize, DataTypes } = require("sequelize");

async function sync(...states) {
  const sequelize = new Sequelize(process.env.DATABASE_URL, { schema: process.env.DB_SCHEMA, logging: false });
  const Order = sequelize.define("Order", { state: DataTypes.ENUM(...states) });
  await sequelize.sync({ alter: true });
  await Order.create({ state: states.at(-1) });
  await sequelize.close();
}

async function main() {
  await sync("open", "closed");
  await sync("open", "closed", "lost");
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
