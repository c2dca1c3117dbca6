ALTER USER 'orders_user'@'%' ATTRIBUTE '{"lakou": "lakou:cluster/shop/orders#adopted"}';
REPLACE INTO `lakou`.`marker` (kind, name, marker) VALUES ('schema', 'orders', 'lakou:cluster/shop/orders');
CREATE DATABASE IF NOT EXISTS `orders` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
GRANT ALTER, ALTER ROUTINE, CREATE, CREATE ROUTINE, CREATE TEMPORARY TABLES, CREATE VIEW, DELETE, DROP, EVENT, EXECUTE, INDEX, INSERT, LOCK TABLES, REFERENCES, SELECT, SHOW VIEW, TRIGGER, UPDATE ON `orders`.* TO 'orders_user'@'%';
