ALTER USER 'orders_user'@'%' IDENTIFIED VIA mysql_native_password USING [redacted];
ALTER USER 'orders_user'@'%' PASSWORD EXPIRE NEVER;
SET @lakou_renewal = (SELECT if(json_value(priv, '$.password_last_changed') = '0', concat('ALTER USER ''orders_user''@''%'' IDENTIFIED VIA mysql_native_password USING ', quote(json_value(priv, '$.authentication_string')), coalesce(concat(' OR mysql_native_password USING ''', json_value(priv, '$.auth_or[1].authentication_string'), ''''), '')), 'DO 0') FROM mysql.global_priv WHERE host = '%' AND user = 'orders_user');
EXECUTE IMMEDIATE @lakou_renewal;
