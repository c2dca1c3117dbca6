--
-- PostgreSQL database cluster dump
--


SET default_transaction_read_only = off;

SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

--
-- Roles
--

CREATE ROLE analytics;
ALTER ROLE analytics WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 10 PASSWORD 'SCRAM-SHA-256$4096:sVe9ztEl1eQzIdHFWxR7eQ==$k4+6+ejH/0zh6+LZ8qZrMJaoYcvafHUZFXIgnpLuRHU=:/AR3/G3DLomX/r7g4IW/ZIiSqEzLNbD9s1nnKjWJa9k=';
COMMENT ON ROLE analytics IS 'lakou:${clusterUid}/reader/stored/analytics';
CREATE ROLE furnished_rooms_owner;
ALTER ROLE furnished_rooms_owner WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
COMMENT ON ROLE furnished_rooms_owner IS 'lakou:${clusterUid}/stored/furnished';
CREATE ROLE furnished_rooms_readers;
ALTER ROLE furnished_rooms_readers WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
COMMENT ON ROLE furnished_rooms_readers IS 'lakou:${clusterUid}/stored/furnished';
CREATE ROLE furnished_rooms_writers;
ALTER ROLE furnished_rooms_writers WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
COMMENT ON ROLE furnished_rooms_writers IS 'lakou:${clusterUid}/stored/furnished';
CREATE ROLE lakou_admin;
ALTER ROLE lakou_admin WITH NOSUPERUSER INHERIT CREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
COMMENT ON ROLE lakou_admin IS 'lakou:platform';
CREATE ROLE lakou_connect_stored;
ALTER ROLE lakou_connect_stored WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
COMMENT ON ROLE lakou_connect_stored IS 'lakou:platform';
CREATE ROLE lakou_read_stored;
ALTER ROLE lakou_read_stored WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
COMMENT ON ROLE lakou_read_stored IS 'lakou:platform';
CREATE ROLE person;
ALTER ROLE person WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 2 PASSWORD 'SCRAM-SHA-256$4096:kr20rkaKVgX9LXrerXWDFw==$cybWk2RKwV1I/weP2q8tLPQlLJs2caR3+IW0yEmBNoc=:pXBJ4HPe4QTMLfjDAL3651JM3gR5iwDdq1czT0BhsmA=';
COMMENT ON ROLE person IS 'lakou:${clusterUid}/stored/furnished';
CREATE ROLE plain_owner;
ALTER ROLE plain_owner WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
COMMENT ON ROLE plain_owner IS 'lakou:${clusterUid}/stored/plain';
CREATE ROLE plain_readers;
ALTER ROLE plain_readers WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
COMMENT ON ROLE plain_readers IS 'lakou:${clusterUid}/stored/plain';
CREATE ROLE plain_user;
ALTER ROLE plain_user WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 10 PASSWORD 'SCRAM-SHA-256$4096:VZGCqn4dbP9X+e/I9J0g0w==$y2x7/YZkxnyCkvg3FZT4ytbkMfONw8aIYDcnm0pu480=:ZECHWk0crCGpxHNy1I0EMiJ8oJ/wOZEUoBCsIKhXTUQ=';
COMMENT ON ROLE plain_user IS 'lakou:${clusterUid}/stored/plain';
CREATE ROLE stored_admin;
ALTER ROLE stored_admin WITH NOSUPERUSER INHERIT CREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS PASSWORD 'SCRAM-SHA-256$4096:LPZbSQqHKeYDvnKpxz4IFQ==$lGYUYuPGC4VDfoEXVxYlgMOKwBR19lmPwfcBn8wXxDA=:lUyB/xnFDYZr+Leb7XnuLXRqUzkKlb118g24Ivh3FUs=';
CREATE ROLE tenant;
ALTER ROLE tenant WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 15 PASSWORD 'SCRAM-SHA-256$4096:urBI7Ci8M36OogDzDVZ4YA==$IFWvejfiQDbICY40zxZFcrRDt7nRMGJ0a1dD3JO5pyg=:KiIOM2szmpSlgnR9x2SrCAWK3edMNCj2AkZhxlyCGms=';
COMMENT ON ROLE tenant IS 'lakou:${clusterUid}/stored/furnished';
CREATE ROLE web;
ALTER ROLE web WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 10 PASSWORD 'SCRAM-SHA-256$4096:Vl34TW7OehrdV0YrWSIWdw==$KFoC7HklemOSm3/WqH4XpNCLygJyzuwwnL46pzpd818=:El1UaU9PkB1Ihtj5gLb0tXDhJ57O5kdi6oDXJcwL7CU=';
COMMENT ON ROLE web IS 'lakou:${clusterUid}/stored/furnished';

--
-- User Configurations
--


--
-- Role memberships
--

GRANT furnished_rooms_owner TO lakou_admin GRANTED BY lakou_admin;
GRANT furnished_rooms_owner TO tenant GRANTED BY lakou_admin;
GRANT furnished_rooms_readers TO analytics GRANTED BY lakou_admin;
GRANT furnished_rooms_readers TO person GRANTED BY lakou_admin;
GRANT furnished_rooms_writers TO web GRANTED BY lakou_admin;
GRANT lakou_admin TO stored_admin GRANTED BY stored_admin;
GRANT lakou_connect_stored TO furnished_rooms_owner GRANTED BY lakou_admin;
GRANT lakou_connect_stored TO plain_owner GRANTED BY lakou_admin;
GRANT lakou_connect_stored TO web GRANTED BY lakou_admin;
GRANT lakou_read_stored TO analytics GRANTED BY lakou_admin;
GRANT lakou_read_stored TO person GRANTED BY lakou_admin;
GRANT plain_owner TO lakou_admin GRANTED BY lakou_admin;
GRANT plain_owner TO plain_user GRANTED BY lakou_admin;







--
-- Databases
--

--
-- Database "template1" dump
--

\connect template1

--
-- PostgreSQL database dump
--


-- Dumped from database version 15.19
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- PostgreSQL database dump complete
--


--
-- Database "postgres" dump
--

\connect postgres

--
-- PostgreSQL database dump
--


-- Dumped from database version 15.19
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- PostgreSQL database dump complete
--


--
-- Database "stored" dump
--

--
-- PostgreSQL database dump
--


-- Dumped from database version 15.19
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: stored; Type: DATABASE; Schema: -; Owner: stored_admin
--

CREATE DATABASE stored WITH TEMPLATE = template0 ENCODING = 'UTF8' LOCALE_PROVIDER = libc LOCALE = 'C';


ALTER DATABASE stored OWNER TO stored_admin;

\connect stored

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: stored; Type: DATABASE PROPERTIES; Schema: -; Owner: stored_admin
--

ALTER ROLE plain_user IN DATABASE stored SET role TO 'plain_owner';
ALTER ROLE plain_user IN DATABASE stored SET search_path TO 'plain';
ALTER ROLE person IN DATABASE stored SET default_transaction_read_only TO 'on';
ALTER ROLE person IN DATABASE stored SET search_path TO 'furnished_rooms', 'public';
ALTER ROLE tenant IN DATABASE stored SET role TO 'furnished_rooms_owner';
ALTER ROLE tenant IN DATABASE stored SET search_path TO 'furnished_rooms', 'public';
ALTER ROLE tenant IN DATABASE stored SET statement_timeout TO '30s';
ALTER ROLE web IN DATABASE stored SET search_path TO 'furnished_rooms', 'public';
ALTER ROLE analytics IN DATABASE stored SET default_transaction_read_only TO 'on';
ALTER ROLE analytics IN DATABASE stored SET restrict_nonsystem_relation_kind TO 'view';
ALTER ROLE analytics IN DATABASE stored SET row_security TO 'off';
ALTER ROLE analytics IN DATABASE stored SET search_path TO 'furnished_rooms';


\connect stored

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: furnished_rooms; Type: SCHEMA; Schema: -; Owner: lakou_admin
--

CREATE SCHEMA furnished_rooms;


ALTER SCHEMA furnished_rooms OWNER TO lakou_admin;

--
-- Name: SCHEMA furnished_rooms; Type: COMMENT; Schema: -; Owner: lakou_admin
--

COMMENT ON SCHEMA furnished_rooms IS 'lakou:${clusterUid}/stored/furnished';


--
-- Name: plain; Type: SCHEMA; Schema: -; Owner: lakou_admin
--

CREATE SCHEMA plain;


ALTER SCHEMA plain OWNER TO lakou_admin;

--
-- Name: SCHEMA plain; Type: COMMENT; Schema: -; Owner: lakou_admin
--

COMMENT ON SCHEMA plain IS 'lakou:${clusterUid}/stored/plain';


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: users; Type: TABLE; Schema: furnished_rooms; Owner: furnished_rooms_owner
--

CREATE TABLE furnished_rooms.users (
    id integer NOT NULL,
    email text
);


ALTER TABLE furnished_rooms.users OWNER TO furnished_rooms_owner;

--
-- Data for Name: users; Type: TABLE DATA; Schema: furnished_rooms; Owner: furnished_rooms_owner
--

COPY furnished_rooms.users (id, email) FROM stdin;
1	a@example.org
\.


--
-- Name: users users_pkey; Type: CONSTRAINT; Schema: furnished_rooms; Owner: furnished_rooms_owner
--

ALTER TABLE ONLY furnished_rooms.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);


--
-- Name: DATABASE stored; Type: ACL; Schema: -; Owner: stored_admin
--

REVOKE CONNECT,TEMPORARY ON DATABASE stored FROM PUBLIC;
GRANT ALL ON DATABASE stored TO lakou_admin WITH GRANT OPTION;
SET SESSION AUTHORIZATION lakou_admin;
GRANT CONNECT,TEMPORARY ON DATABASE stored TO lakou_connect_stored;
RESET SESSION AUTHORIZATION;
SET SESSION AUTHORIZATION lakou_admin;
GRANT CONNECT ON DATABASE stored TO lakou_read_stored;
RESET SESSION AUTHORIZATION;


--
-- Name: SCHEMA furnished_rooms; Type: ACL; Schema: -; Owner: lakou_admin
--

GRANT ALL ON SCHEMA furnished_rooms TO furnished_rooms_owner;
GRANT USAGE ON SCHEMA furnished_rooms TO furnished_rooms_readers;
GRANT USAGE ON SCHEMA furnished_rooms TO furnished_rooms_writers;
GRANT USAGE ON SCHEMA furnished_rooms TO plain_owner;


--
-- Name: SCHEMA plain; Type: ACL; Schema: -; Owner: lakou_admin
--

GRANT ALL ON SCHEMA plain TO plain_owner;
GRANT USAGE ON SCHEMA plain TO plain_readers;


--
-- Name: SCHEMA public; Type: ACL; Schema: -; Owner: pg_database_owner
--

REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO lakou_connect_stored;
GRANT USAGE ON SCHEMA public TO lakou_read_stored;


--
-- Name: TABLE users; Type: ACL; Schema: furnished_rooms; Owner: furnished_rooms_owner
--

GRANT SELECT ON TABLE furnished_rooms.users TO furnished_rooms_readers;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE furnished_rooms.users TO furnished_rooms_writers;


--
-- Name: COLUMN users.id; Type: ACL; Schema: furnished_rooms; Owner: furnished_rooms_owner
--

GRANT SELECT(id) ON TABLE furnished_rooms.users TO plain_owner;


--
-- Name: DEFAULT PRIVILEGES FOR SEQUENCES; Type: DEFAULT ACL; Schema: furnished_rooms; Owner: furnished_rooms_owner
--

ALTER DEFAULT PRIVILEGES FOR ROLE furnished_rooms_owner IN SCHEMA furnished_rooms GRANT SELECT,USAGE ON SEQUENCES  TO furnished_rooms_writers;


--
-- Name: DEFAULT PRIVILEGES FOR FUNCTIONS; Type: DEFAULT ACL; Schema: furnished_rooms; Owner: furnished_rooms_owner
--

ALTER DEFAULT PRIVILEGES FOR ROLE furnished_rooms_owner IN SCHEMA furnished_rooms GRANT ALL ON FUNCTIONS  TO furnished_rooms_writers;


--
-- Name: DEFAULT PRIVILEGES FOR TABLES; Type: DEFAULT ACL; Schema: furnished_rooms; Owner: furnished_rooms_owner
--

ALTER DEFAULT PRIVILEGES FOR ROLE furnished_rooms_owner IN SCHEMA furnished_rooms GRANT SELECT ON TABLES  TO furnished_rooms_readers;
ALTER DEFAULT PRIVILEGES FOR ROLE furnished_rooms_owner IN SCHEMA furnished_rooms GRANT SELECT,INSERT,DELETE,UPDATE ON TABLES  TO furnished_rooms_writers;


--
-- Name: DEFAULT PRIVILEGES FOR TABLES; Type: DEFAULT ACL; Schema: plain; Owner: plain_owner
--

ALTER DEFAULT PRIVILEGES FOR ROLE plain_owner IN SCHEMA plain GRANT SELECT ON TABLES  TO plain_readers;


--
-- Name: DEFAULT PRIVILEGES FOR FUNCTIONS; Type: DEFAULT ACL; Schema: -; Owner: furnished_rooms_owner
--

ALTER DEFAULT PRIVILEGES FOR ROLE furnished_rooms_owner REVOKE ALL ON FUNCTIONS  FROM PUBLIC;


--
-- Name: DEFAULT PRIVILEGES FOR FUNCTIONS; Type: DEFAULT ACL; Schema: -; Owner: plain_owner
--

ALTER DEFAULT PRIVILEGES FOR ROLE plain_owner REVOKE ALL ON FUNCTIONS  FROM PUBLIC;


--
-- PostgreSQL database dump complete
--


--
-- PostgreSQL database cluster dump complete
--
