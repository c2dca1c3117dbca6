ALTER ROLE "reporting" NOLOGIN;
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'reporting';
SET LOCAL lakou.role TO 'reporting'; DO $lakou$ .. $lakou$;
SELECT set_config('role', CASE WHEN rolsuper THEN 'none' ELSE 'lakou_admin' END, true) FROM pg_roles WHERE rolname = session_user; DROP OWNED BY "reporting"; DROP ROLE "reporting";
