ALTER USER 'orders_user'@'%' ACCOUNT LOCK;
