ALTER ROLE "orders_user" NOLOGIN;
GRANT "orders_user" TO CURRENT_USER; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'orders_user'; REVOKE "orders_user" FROM CURRENT_USER;
ALTER ROLE "orders_user_2" NOLOGIN;
GRANT "orders_user_2" TO CURRENT_USER; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'orders_user_2'; REVOKE "orders_user_2" FROM CURRENT_USER;
