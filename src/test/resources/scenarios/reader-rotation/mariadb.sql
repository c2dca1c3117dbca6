ALTER USER 'reporting'@'%' IDENTIFIED VIA mysql_native_password USING [redacted] OR mysql_native_password USING [redacted];
