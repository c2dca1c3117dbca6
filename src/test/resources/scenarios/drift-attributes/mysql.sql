ALTER USER 'orders_user'@'%' DISCARD OLD PASSWORD;
ALTER USER 'orders_user'@'%' PASSWORD EXPIRE NEVER;
SET @lakou_renewal = (SELECT if(password_expired = 'Y', concat('ALTER USER ''orders_user''@''%'' IDENTIFIED WITH caching_sha2_password AS 0x', hex(authentication_string)), 'DO 0') FROM mysql.user WHERE host = '%' AND user = 'orders_user');
PREPARE lakou_renewal FROM @lakou_renewal;
EXECUTE lakou_renewal;
DEALLOCATE PREPARE lakou_renewal;
