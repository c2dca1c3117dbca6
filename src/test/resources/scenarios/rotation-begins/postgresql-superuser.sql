CREATE ROLE "orders_user_2" NOLOGIN CONNECTION LIMIT -1;COMMENT ON ROLE "orders_user_2" IS 'lakou:cluster/shop/orders';GRANT "orders_user_2" TO lakou_admin WITH ADMIN TRUE, INHERIT FALSE, SET FALSE;
GRANT "orders_owner" TO "orders_user_2" GRANTED BY lakou_admin;
ALTER ROLE "orders_user_2" PASSWORD [redacted];
ALTER ROLE "orders_user_2" IN DATABASE "engarde" SET "role" TO 'orders_owner';
ALTER ROLE "orders_user_2" IN DATABASE "engarde" SET "search_path" TO "orders";
ALTER ROLE "orders_user_2" LOGIN;
