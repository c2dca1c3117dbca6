SET @lakou_retain = (SELECT concat([redacted], coalesce(concat(' OR mysql_native_password USING ', quote(nullif(json_value(priv, '$.authentication_string'), ''))), '')) FROM mysql.global_priv WHERE host = '%' AND user = 'orders_user');
EXECUTE IMMEDIATE @lakou_retain;
