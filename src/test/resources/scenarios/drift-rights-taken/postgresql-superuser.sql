GRANT "orders_owner" TO "lakou_admin" GRANTED BY lakou_admin;
GRANT "orders_owner" TO "orders_user" GRANTED BY lakou_admin;
GRANT CREATE ON SCHEMA "orders" TO "orders_owner";
GRANT SELECT ON ALL TABLES IN SCHEMA "orders" TO "orders_readers";
ALTER DEFAULT PRIVILEGES FOR ROLE "orders_owner" IN SCHEMA "orders" GRANT SELECT ON TABLES TO "orders_readers";
