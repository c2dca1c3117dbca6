REPLACE INTO `lakou`.`marker` (kind, name, marker) VALUES ('account', 'reporting', 'lakou:cluster/reader/shop/reporting');
CREATE USER IF NOT EXISTS 'reporting'@'%' IDENTIFIED VIA mysql_native_password USING [redacted] WITH MAX_USER_CONNECTIONS 3 ACCOUNT LOCK PASSWORD EXPIRE NEVER;
ALTER USER 'reporting'@'%' IDENTIFIED VIA mysql_native_password USING [redacted];
GRANT SELECT ON `catalog`.* TO 'reporting'@'%';
GRANT SELECT ON `orders`.* TO 'reporting'@'%';
GRANT SELECT ON `orders\_jobs`.* TO 'reporting'@'%';
ALTER USER 'reporting'@'%' ACCOUNT UNLOCK;
