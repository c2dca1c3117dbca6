REVOKE CREATE ON SCHEMA "orders_jobs" FROM "orders_owner";
REVOKE USAGE ON SCHEMA "orders_jobs" FROM "orders_owner";
REVOKE SELECT ON ALL TABLES IN SCHEMA "orders_jobs" FROM "orders_readers";
ALTER DEFAULT PRIVILEGES FOR ROLE "orders_owner" IN SCHEMA "orders_jobs" REVOKE SELECT ON TABLES FROM "orders_readers";
REVOKE USAGE ON SCHEMA "orders_jobs" FROM "orders_readers";
