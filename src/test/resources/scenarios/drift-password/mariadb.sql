ALTER USER 'orders_user'@'%' IDENTIFIED VIA mysql_native_password USING [redacted];
