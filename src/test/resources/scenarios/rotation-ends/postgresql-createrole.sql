ALTER ROLE "orders_user" NOLOGIN;
GRANT "orders_user" TO CURRENT_USER; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'orders_user'; REVOKE "orders_user" FROM CURRENT_USER;
