REPLACE INTO `lakou`.`marker` (kind, name, marker) VALUES ('account', 'select', 'lakou:cluster/shop/orders');
CREATE USER IF NOT EXISTS 'select'@'%' IDENTIFIED VIA mysql_native_password USING [redacted] WITH MAX_USER_CONNECTIONS 0 ACCOUNT LOCK PASSWORD EXPIRE NEVER;
REPLACE INTO `lakou`.`marker` (kind, name, marker) VALUES ('schema', 'x; DROP SCHEMA public CASCADE; --', 'lakou:cluster/shop/orders');
CREATE DATABASE IF NOT EXISTS `x; DROP SCHEMA public CASCADE; --` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
ALTER USER 'select'@'%' IDENTIFIED VIA mysql_native_password USING [redacted];
GRANT ALTER, ALTER ROUTINE, CREATE, CREATE ROUTINE, CREATE TEMPORARY TABLES, CREATE VIEW, DELETE, DROP, EVENT, EXECUTE, INDEX, INSERT, LOCK TABLES, REFERENCES, SELECT, SHOW VIEW, TRIGGER, UPDATE ON `x; DROP SCHEMA public CASCADE; --`.* TO 'select'@'%';
ALTER USER 'select'@'%' ACCOUNT UNLOCK;
