ALTER ROLE "orders_user" LOGIN;
