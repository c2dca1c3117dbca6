ALTER USER 'orders_user'@'%' IDENTIFIED WITH caching_sha2_password AS [redacted] RETAIN CURRENT PASSWORD;
