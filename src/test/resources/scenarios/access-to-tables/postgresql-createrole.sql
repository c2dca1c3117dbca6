GRANT USAGE ON SCHEMA "catalog" TO "orders_owner";
GRANT SELECT ON TABLE "catalog"."prices" TO "orders_owner";
GRANT SELECT ON TABLE "catalog"."products" TO "orders_owner";
