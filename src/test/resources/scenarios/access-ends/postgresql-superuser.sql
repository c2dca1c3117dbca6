REVOKE SELECT ON TABLE "catalog"."prices" FROM "orders_owner";
REVOKE SELECT ON TABLE "catalog"."products" FROM "orders_owner";
REVOKE USAGE ON SCHEMA "catalog" FROM "orders_owner";
