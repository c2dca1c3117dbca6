REPLACE INTO `lakou`.`marker` (kind, name, marker) VALUES ('account', 'orders_user', 'lakou:cluster/shop/orders');
CREATE USER IF NOT EXISTS 'orders_user'@'%' IDENTIFIED VIA mysql_native_password USING [redacted] WITH MAX_USER_CONNECTIONS 0 ACCOUNT LOCK PASSWORD EXPIRE NEVER;
ALTER USER 'orders_user'@'%' IDENTIFIED VIA mysql_native_password USING [redacted];
GRANT ALTER, ALTER ROUTINE, CREATE, CREATE ROUTINE, CREATE TEMPORARY TABLES, CREATE VIEW, DELETE, DROP, EVENT, EXECUTE, INDEX, INSERT, LOCK TABLES, REFERENCES, SELECT, SHOW VIEW, TRIGGER, UPDATE ON `orders`.* TO 'orders_user'@'%';
ALTER USER 'orders_user'@'%' ACCOUNT UNLOCK;
