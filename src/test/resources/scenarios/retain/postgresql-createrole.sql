ALTER ROLE "orders_app" NOLOGIN;
GRANT "orders_app" TO CURRENT_USER; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'orders_app'; REVOKE "orders_app" FROM CURRENT_USER;
ALTER ROLE "orders_look" NOLOGIN;
GRANT "orders_look" TO CURRENT_USER; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'orders_look'; REVOKE "orders_look" FROM CURRENT_USER;
ALTER ROLE "orders_user" NOLOGIN;
GRANT "orders_user" TO CURRENT_USER; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'orders_user'; REVOKE "orders_user" FROM CURRENT_USER;
