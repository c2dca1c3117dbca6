CREATE USER IF NOT EXISTS 'reporting'@'%' IDENTIFIED WITH caching_sha2_password AS [redacted] WITH MAX_USER_CONNECTIONS 3 PASSWORD EXPIRE NEVER ACCOUNT LOCK ATTRIBUTE '{"lakou": "lakou:cluster/reader/shop/reporting"}';
ALTER USER 'reporting'@'%' IDENTIFIED WITH caching_sha2_password AS [redacted];
GRANT SELECT ON `catalog`.* TO 'reporting'@'%';
GRANT SELECT ON `orders`.* TO 'reporting'@'%';
GRANT SELECT ON `orders\_jobs`.* TO 'reporting'@'%';
ALTER USER 'reporting'@'%' ACCOUNT UNLOCK;
