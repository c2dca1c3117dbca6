ALTER USER 'orders_user'@'%' ATTRIBUTE '{"lakou": "lakou:cluster/shop/orders#adopted"}';
REPLACE INTO `lakou`.`marker` (kind, name, marker) VALUES ('schema', 'orders', 'lakou:cluster/shop/orders#adopted');
REVOKE PROCESS ON *.* FROM 'orders_user'@'%';
REVOKE GRANT OPTION ON `orders`.* FROM 'orders_user'@'%';
ALTER USER 'orders_user'@'%' IDENTIFIED WITH caching_sha2_password AS [redacted];
GRANT ALTER, ALTER ROUTINE, CREATE, CREATE ROUTINE, CREATE TEMPORARY TABLES, CREATE VIEW, DELETE, DROP, EVENT, EXECUTE, INDEX, INSERT, LOCK TABLES, REFERENCES, SHOW VIEW, TRIGGER, UPDATE ON `orders`.* TO 'orders_user'@'%';
