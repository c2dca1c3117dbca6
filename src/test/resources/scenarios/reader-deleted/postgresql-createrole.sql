ALTER ROLE "reporting" NOLOGIN;
GRANT "reporting" TO CURRENT_USER; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'reporting'; REVOKE "reporting" FROM CURRENT_USER;
SET LOCAL lakou.role TO 'reporting'; DO $lakou$ .. $lakou$;
SELECT set_config('role', CASE WHEN rolsuper THEN 'none' ELSE 'lakou_admin' END, true) FROM pg_roles WHERE rolname = session_user; GRANT "reporting" TO CURRENT_USER; DROP OWNED BY "reporting"; DROP ROLE "reporting";
