GRANT USAGE ON SCHEMA "catalog" TO "orders_owner";
GRANT SELECT ("id", "name") ON TABLE "catalog"."products" TO "orders_owner";
