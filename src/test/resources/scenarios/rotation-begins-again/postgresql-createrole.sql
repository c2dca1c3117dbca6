ALTER ROLE "orders_user" PASSWORD [redacted];
ALTER ROLE "orders_user" LOGIN;
