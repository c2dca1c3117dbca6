ALTER ROLE "orders_user" NOLOGIN;
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'orders_user';
REVOKE SELECT ON TABLE "catalog"."prices" FROM "orders_owner";
REVOKE SELECT ON TABLE "catalog"."products" FROM "orders_owner";
REVOKE USAGE ON SCHEMA "catalog" FROM "orders_owner";
