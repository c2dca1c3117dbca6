ALTER USER 'reporting'@'%' IDENTIFIED WITH caching_sha2_password AS [redacted] RETAIN CURRENT PASSWORD;
