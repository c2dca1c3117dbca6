ALTER DEFAULT PRIVILEGES FOR ROLE "orders_owner" REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
REVOKE SELECT ON ALL TABLES IN SCHEMA "orders" FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE "orders_owner" IN SCHEMA "orders" REVOKE INSERT ON TABLES FROM "mallory";
SET LOCAL lakou.role TO 'orders_owner'; SET LOCAL lakou.member TO 'mallory'; DO $lakou$ .. $lakou$;
REVOKE SELECT ON TABLE "orders"."invoices" FROM "mallory";
REVOKE UPDATE ("paid", "total") ON TABLE "orders"."invoices" FROM "mallory";
REVOKE USAGE ON SCHEMA "orders" FROM "mallory";
REVOKE CREATE ON SCHEMA "public" FROM "orders_user";
SET LOCAL lakou.role TO 'pg_read_all_data'; SET LOCAL lakou.member TO 'orders_user'; DO $lakou$ .. $lakou$;
