ALTER ROLE "orders_user" NOLOGIN;
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'orders_user';
DROP SCHEMA "orders" CASCADE;
SET LOCAL lakou.role TO 'orders_user'; DO $lakou$ .. $lakou$;
SELECT set_config('role', CASE WHEN rolsuper THEN 'none' ELSE 'lakou_admin' END, true) FROM pg_roles WHERE rolname = session_user; DROP OWNED BY "orders_user"; DROP ROLE "orders_user";
SET LOCAL lakou.role TO 'orders_owner'; DO $lakou$ .. $lakou$;
SELECT set_config('role', CASE WHEN rolsuper THEN 'none' ELSE 'lakou_admin' END, true) FROM pg_roles WHERE rolname = session_user; DROP OWNED BY "orders_owner"; DROP ROLE "orders_owner";
SET LOCAL lakou.role TO 'orders_readers'; DO $lakou$ .. $lakou$;
SELECT set_config('role', CASE WHEN rolsuper THEN 'none' ELSE 'lakou_admin' END, true) FROM pg_roles WHERE rolname = session_user; DROP OWNED BY "orders_readers"; DROP ROLE "orders_readers";
