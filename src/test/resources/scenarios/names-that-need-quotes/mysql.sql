CREATE USER IF NOT EXISTS 'u"s''e`r_%'@'%' IDENTIFIED WITH caching_sha2_password AS [redacted] WITH MAX_USER_CONNECTIONS 0 PASSWORD EXPIRE NEVER ACCOUNT LOCK ATTRIBUTE '{"lakou": "lakou:cluster/shop/orders"}';
REPLACE INTO `lakou`.`marker` (kind, name, marker) VALUES ('schema', 'a"b''c`d_e%f ä', 'lakou:cluster/shop/orders');
CREATE DATABASE IF NOT EXISTS `a"b'c``d_e%f ä` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
ALTER USER 'u"s''e`r_%'@'%' IDENTIFIED WITH caching_sha2_password AS [redacted];
GRANT ALTER, ALTER ROUTINE, CREATE, CREATE ROUTINE, CREATE TEMPORARY TABLES, CREATE VIEW, DELETE, DROP, EVENT, EXECUTE, INDEX, INSERT, LOCK TABLES, REFERENCES, SELECT, SHOW VIEW, TRIGGER, UPDATE ON `a"b'c``d\_e\%f ä`.* TO 'u"s''e`r_%'@'%';
ALTER USER 'u"s''e`r_%'@'%' ACCOUNT UNLOCK;
