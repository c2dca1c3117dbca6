SET LOCAL ROLE NONE; ALTER ROLE "orders_owner" NOCREATEDB; SELECT set_config('role', CASE WHEN rolsuper THEN 'none' ELSE 'lakou_admin' END, true) FROM pg_roles WHERE rolname = session_user;
SET LOCAL ROLE NONE; ALTER ROLE "orders_user" NOBYPASSRLS; SELECT set_config('role', CASE WHEN rolsuper THEN 'none' ELSE 'lakou_admin' END, true) FROM pg_roles WHERE rolname = session_user;
SET LOCAL ROLE NONE; ALTER ROLE "orders_user" NOCREATEDB; SELECT set_config('role', CASE WHEN rolsuper THEN 'none' ELSE 'lakou_admin' END, true) FROM pg_roles WHERE rolname = session_user;
SET LOCAL ROLE NONE; ALTER ROLE "orders_user" NOCREATEROLE; SELECT set_config('role', CASE WHEN rolsuper THEN 'none' ELSE 'lakou_admin' END, true) FROM pg_roles WHERE rolname = session_user;
SET LOCAL ROLE NONE; ALTER ROLE "orders_user" VALID UNTIL 'infinity'; SELECT set_config('role', CASE WHEN rolsuper THEN 'none' ELSE 'lakou_admin' END, true) FROM pg_roles WHERE rolname = session_user;
SET LOCAL ROLE NONE; ALTER ROLE "orders_user" NOREPLICATION; SELECT set_config('role', CASE WHEN rolsuper THEN 'none' ELSE 'lakou_admin' END, true) FROM pg_roles WHERE rolname = session_user;
SET LOCAL ROLE NONE; ALTER ROLE "orders_user" NOSUPERUSER; SELECT set_config('role', CASE WHEN rolsuper THEN 'none' ELSE 'lakou_admin' END, true) FROM pg_roles WHERE rolname = session_user;
