GRANT USAGE ON SCHEMA "catalog" TO "orders_owner";
GRANT USAGE ON SCHEMA "catalog_jobs" TO "orders_writers";
GRANT INSERT ON ALL TABLES IN SCHEMA "catalog" TO "orders_owner";
ALTER DEFAULT PRIVILEGES FOR ROLE "catalog_owner" IN SCHEMA "catalog" GRANT INSERT ON TABLES TO "orders_owner";
GRANT INSERT ON ALL TABLES IN SCHEMA "catalog" TO "orders_writers";
