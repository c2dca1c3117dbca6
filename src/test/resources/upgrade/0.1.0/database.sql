--
-- PostgreSQL database cluster dump
--


SET default_transaction_read_only = off;

SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

--
-- Roles
--

CREATE ROLE furnished_rooms_owner;
ALTER ROLE furnished_rooms_owner WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
COMMENT ON ROLE furnished_rooms_owner IS 'lakou:${clusterUid}/stored/furnished';
CREATE ROLE furnished_rooms_readers;
ALTER ROLE furnished_rooms_readers WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
COMMENT ON ROLE furnished_rooms_readers IS 'lakou:${clusterUid}/stored/furnished';
CREATE ROLE lakou_admin;
ALTER ROLE lakou_admin WITH NOSUPERUSER INHERIT CREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
COMMENT ON ROLE lakou_admin IS 'lakou:platform';
CREATE ROLE lakou_connect_stored;
ALTER ROLE lakou_connect_stored WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
COMMENT ON ROLE lakou_connect_stored IS 'lakou:platform';
CREATE ROLE plain_owner;
ALTER ROLE plain_owner WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
COMMENT ON ROLE plain_owner IS 'lakou:${clusterUid}/stored/plain';
CREATE ROLE plain_readers;
ALTER ROLE plain_readers WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
COMMENT ON ROLE plain_readers IS 'lakou:${clusterUid}/stored/plain';
CREATE ROLE plain_user;
ALTER ROLE plain_user WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 10 PASSWORD 'SCRAM-SHA-256$4096:SP/GmWEfaHclsbHPvxyxLg==$wHUcpXQRDA2ERoOsVwnkyqEarSlfBKEjoaCzPIN7nus=:l1mgOl8KEtPON2LCD6k8y319ZbMFV2wVL7tbl765874=';
COMMENT ON ROLE plain_user IS 'lakou:${clusterUid}/stored/plain';
CREATE ROLE stored_admin;
ALTER ROLE stored_admin WITH NOSUPERUSER INHERIT CREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS PASSWORD 'SCRAM-SHA-256$4096:NCUB+rcFNaIjNuQw1URnAw==$yLytr0ZxyPg20IZKD5Z7BTu/SCzSSkCjO21VRRKlcvQ=:Wg5AdJD3hOIuq6Qgcd6GkOm86lzuUXO6t17C87PLRJc=';
CREATE ROLE tenant;
ALTER ROLE tenant WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 15 PASSWORD 'SCRAM-SHA-256$4096:rddOLCFsUFdGTcWepAdQYA==$76QI1X33ZvabN/+pibkZmxbFJAXNzd4gpFX4ANBQb+c=:Td7V0UNChbUzXvhm8u0Z9hvq5FM5FoinzERH6yg/uZc=';
COMMENT ON ROLE tenant IS 'lakou:${clusterUid}/stored/furnished';

--
-- User Configurations
--


--
-- Role memberships
--

GRANT furnished_rooms_owner TO lakou_admin GRANTED BY lakou_admin;
GRANT furnished_rooms_owner TO tenant GRANTED BY lakou_admin;
GRANT lakou_admin TO stored_admin GRANTED BY stored_admin;
GRANT lakou_connect_stored TO furnished_rooms_owner GRANTED BY lakou_admin;
GRANT lakou_connect_stored TO plain_owner GRANTED BY lakou_admin;
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

ALTER ROLE tenant IN DATABASE stored SET role TO 'furnished_rooms_owner';
ALTER ROLE tenant IN DATABASE stored SET search_path TO 'furnished_rooms', 'public';
ALTER ROLE tenant IN DATABASE stored SET statement_timeout TO '30s';
ALTER ROLE plain_user IN DATABASE stored SET role TO 'plain_owner';
ALTER ROLE plain_user IN DATABASE stored SET search_path TO 'plain';


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


--
-- Name: DATABASE stored; Type: ACL; Schema: -; Owner: stored_admin
--

REVOKE CONNECT,TEMPORARY ON DATABASE stored FROM PUBLIC;
GRANT ALL ON DATABASE stored TO lakou_admin WITH GRANT OPTION;
SET SESSION AUTHORIZATION lakou_admin;
GRANT CONNECT,TEMPORARY ON DATABASE stored TO lakou_connect_stored;
RESET SESSION AUTHORIZATION;


--
-- Name: SCHEMA furnished_rooms; Type: ACL; Schema: -; Owner: lakou_admin
--

GRANT ALL ON SCHEMA furnished_rooms TO furnished_rooms_owner;
GRANT USAGE ON SCHEMA furnished_rooms TO furnished_rooms_readers;


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


--
-- Name: DEFAULT PRIVILEGES FOR TABLES; Type: DEFAULT ACL; Schema: furnished_rooms; Owner: furnished_rooms_owner
--

ALTER DEFAULT PRIVILEGES FOR ROLE furnished_rooms_owner IN SCHEMA furnished_rooms GRANT SELECT ON TABLES  TO furnished_rooms_readers;


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
