ALTER ROLE "orders_user" IN DATABASE "engarde" RESET "lock_timeout";
ALTER ROLE "orders_user" IN DATABASE "engarde" SET "statement_timeout" TO '10s';
ALTER ROLE "orders_user" IN DATABASE "engarde" SET "work_mem" TO '8MB';
