CREATE ROLE "orders_user" NOLOGIN CONNECTION LIMIT -1;COMMENT ON ROLE "orders_user" IS 'lakou:cluster/shop/orders';GRANT "orders_user" TO lakou_admin WITH ADMIN TRUE, INHERIT FALSE, SET FALSE;
GRANT "orders_owner" TO "orders_user" GRANTED BY lakou_admin;
ALTER ROLE "orders_user" PASSWORD [redacted];
ALTER ROLE "orders_user" IN DATABASE "engarde" SET "role" TO 'orders_owner';
ALTER ROLE "orders_user" IN DATABASE "engarde" SET "search_path" TO "orders";
ALTER ROLE "orders_user" LOGIN;
