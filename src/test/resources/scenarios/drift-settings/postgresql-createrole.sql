ALTER ROLE "orders_user" IN DATABASE "engarde" RESET "session_replication_role";
ALTER ROLE "orders_user" IN DATABASE "engarde" SET "role" TO 'orders_owner';
ALTER ROLE "orders_user" IN DATABASE "engarde" SET "search_path" TO "orders";
ALTER ROLE "orders_user" IN DATABASE "engarde" SET "statement_timeout" TO '30s';
