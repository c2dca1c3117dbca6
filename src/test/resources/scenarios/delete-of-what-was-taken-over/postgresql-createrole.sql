ALTER ROLE "orders_user" NOLOGIN;
GRANT "orders_user" TO CURRENT_USER; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'orders_user'; REVOKE "orders_user" FROM CURRENT_USER;
DROP SCHEMA "orders" CASCADE;
SET LOCAL lakou.role TO 'orders_user'; DO $lakou$ .. $lakou$;
SELECT set_config('role', CASE WHEN rolsuper THEN 'none' ELSE 'lakou_admin' END, true) FROM pg_roles WHERE rolname = session_user; GRANT "orders_user" TO CURRENT_USER; DROP OWNED BY "orders_user"; DROP ROLE "orders_user";
SET LOCAL lakou.role TO 'orders_owner'; DO $lakou$ .. $lakou$;
SELECT set_config('role', CASE WHEN rolsuper THEN 'none' ELSE 'lakou_admin' END, true) FROM pg_roles WHERE rolname = session_user; GRANT "orders_owner" TO CURRENT_USER; DROP OWNED BY "orders_owner"; DROP ROLE "orders_owner";
SET LOCAL lakou.role TO 'orders_readers'; DO $lakou$ .. $lakou$;
SELECT set_config('role', CASE WHEN rolsuper THEN 'none' ELSE 'lakou_admin' END, true) FROM pg_roles WHERE rolname = session_user; GRANT "orders_readers" TO CURRENT_USER; DROP OWNED BY "orders_readers"; DROP ROLE "orders_readers";
