SET LOCAL lakou.home TO 'orders'; SET LOCAL lakou.heir TO 'lakou_admin'; DO $lakou$ .. $lakou$;
SELECT set_config('role', CASE WHEN rolsuper THEN 'none' ELSE 'lakou_admin' END, true) FROM pg_roles WHERE rolname = session_user;
SET LOCAL lakou.home TO 'orders'; SET LOCAL lakou.heir TO 'orders_owner'; SET LOCAL lakou.everything TO false; DO $lakou$ .. $lakou$;
SELECT set_config('role', CASE WHEN rolsuper THEN 'none' ELSE 'lakou_admin' END, true) FROM pg_roles WHERE rolname = session_user;
