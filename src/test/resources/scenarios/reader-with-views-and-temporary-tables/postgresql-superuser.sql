CREATE ROLE "reporting" NOLOGIN CONNECTION LIMIT -1;COMMENT ON ROLE "reporting" IS 'lakou:cluster/reader/shop/reporting';GRANT "reporting" TO lakou_admin WITH ADMIN TRUE, INHERIT FALSE, SET FALSE;
GRANT "lakou_connect_engarde" TO "reporting" GRANTED BY lakou_admin;
GRANT "orders_readers" TO "reporting" GRANTED BY lakou_admin;
ALTER ROLE "reporting" PASSWORD [redacted];
ALTER ROLE "reporting" IN DATABASE "engarde" SET "row_security" TO 'off';
ALTER ROLE "reporting" IN DATABASE "engarde" SET "search_path" TO "orders";
ALTER ROLE "reporting" IN DATABASE "engarde" SET "statement_timeout" TO '5min';
ALTER ROLE "reporting" LOGIN;
