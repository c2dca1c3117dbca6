REVOKE SELECT ON TABLE "catalog"."prices" FROM "orders_owner";
REVOKE SELECT ON TABLE "catalog"."products" FROM "orders_owner";
GRANT SELECT ("id") ON TABLE "catalog"."products" TO "orders_owner";
