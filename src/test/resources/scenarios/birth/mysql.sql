CREATE USER IF NOT EXISTS 'orders_user'@'%' IDENTIFIED WITH caching_sha2_password AS [redacted] WITH MAX_USER_CONNECTIONS 0 PASSWORD EXPIRE NEVER ACCOUNT LOCK ATTRIBUTE '{"lakou": "lakou:cluster/shop/orders"}';
REPLACE INTO `lakou`.`marker` (kind, name, marker) VALUES ('schema', 'orders', 'lakou:cluster/shop/orders');
CREATE DATABASE IF NOT EXISTS `orders` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
ALTER USER 'orders_user'@'%' IDENTIFIED WITH caching_sha2_password AS [redacted];
GRANT ALTER, ALTER ROUTINE, CREATE, CREATE ROUTINE, CREATE TEMPORARY TABLES, CREATE VIEW, DELETE, DROP, EVENT, EXECUTE, INDEX, INSERT, LOCK TABLES, REFERENCES, SELECT, SHOW VIEW, TRIGGER, UPDATE ON `orders`.* TO 'orders_user'@'%';
ALTER USER 'orders_user'@'%' ACCOUNT UNLOCK;
