ALTER ROLE "orders_user" PASSWORD [redacted];
