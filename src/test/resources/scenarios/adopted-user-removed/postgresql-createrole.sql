ALTER ROLE "orders_old" NOLOGIN;
GRANT "orders_old" TO CURRENT_USER; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'orders_old'; REVOKE "orders_old" FROM CURRENT_USER;
