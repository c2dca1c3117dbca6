ALTER ROLE "orders_owner" NOLOGIN;
GRANT "orders_owner" TO CURRENT_USER; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'orders_owner'; REVOKE "orders_owner" FROM CURRENT_USER;
