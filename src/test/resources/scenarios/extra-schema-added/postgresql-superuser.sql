CREATE SCHEMA "orders_jobs" AUTHORIZATION "lakou_admin";COMMENT ON SCHEMA "orders_jobs" IS 'lakou:cluster/shop/orders';
GRANT CREATE ON SCHEMA "orders_jobs" TO "orders_owner";
GRANT USAGE ON SCHEMA "orders_jobs" TO "orders_owner";
GRANT USAGE ON SCHEMA "orders_jobs" TO "orders_readers";
GRANT SELECT ON ALL TABLES IN SCHEMA "orders_jobs" TO "orders_readers";
ALTER DEFAULT PRIVILEGES FOR ROLE "orders_owner" IN SCHEMA "orders_jobs" GRANT SELECT ON TABLES TO "orders_readers";
