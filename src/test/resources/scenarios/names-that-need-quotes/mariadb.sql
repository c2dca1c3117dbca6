REPLACE INTO `lakou`.`marker` (kind, name, marker) VALUES ('account', 'u"s''e`r_%', 'lakou:cluster/shop/orders');
CREATE USER IF NOT EXISTS 'u"s''e`r_%'@'%' IDENTIFIED VIA mysql_native_password USING [redacted] WITH MAX_USER_CONNECTIONS 0 ACCOUNT LOCK PASSWORD EXPIRE NEVER;
REPLACE INTO `lakou`.`marker` (kind, name, marker) VALUES ('schema', 'a"b''c`d_e%f ä', 'lakou:cluster/shop/orders');
CREATE DATABASE IF NOT EXISTS `a"b'c``d_e%f ä` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
ALTER USER 'u"s''e`r_%'@'%' IDENTIFIED VIA mysql_native_password USING [redacted];
GRANT ALTER, ALTER ROUTINE, CREATE, CREATE ROUTINE, CREATE TEMPORARY TABLES, CREATE VIEW, DELETE, DROP, EVENT, EXECUTE, INDEX, INSERT, LOCK TABLES, REFERENCES, SELECT, SHOW VIEW, TRIGGER, UPDATE ON `a"b'c``d\_e\%f ä`.* TO 'u"s''e`r_%'@'%';
ALTER USER 'u"s''e`r_%'@'%' ACCOUNT UNLOCK;
