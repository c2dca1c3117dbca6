REPLACE INTO `lakou`.`marker` (kind, name, marker) VALUES ('account', 'orders_user', 'lakou:cluster/shop/orders#adopted');
REPLACE INTO `lakou`.`marker` (kind, name, marker) VALUES ('schema', 'orders', 'lakou:cluster/shop/orders#adopted');
REVOKE PROCESS ON *.* FROM 'orders_user'@'%';
REVOKE GRANT OPTION ON `orders`.* FROM 'orders_user'@'%';
ALTER USER 'orders_user'@'%' IDENTIFIED VIA mysql_native_password USING [redacted];
GRANT ALTER, ALTER ROUTINE, CREATE, CREATE ROUTINE, CREATE TEMPORARY TABLES, CREATE VIEW, DELETE, DROP, EVENT, EXECUTE, INDEX, INSERT, LOCK TABLES, REFERENCES, SHOW VIEW, TRIGGER, UPDATE ON `orders`.* TO 'orders_user'@'%';
