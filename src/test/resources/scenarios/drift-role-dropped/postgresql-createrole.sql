CREATE ROLE "orders_user" NOLOGIN CONNECTION LIMIT -1;COMMENT ON ROLE "orders_user" IS 'lakou:cluster/shop/orders';
GRANT "orders_owner" TO "orders_user";
ALTER ROLE "orders_user" PASSWORD [redacted];
ALTER ROLE "orders_user" IN DATABASE "engarde" SET "role" TO 'orders_owner';
ALTER ROLE "orders_user" IN DATABASE "engarde" SET "search_path" TO "orders";
ALTER ROLE "orders_user" LOGIN;
