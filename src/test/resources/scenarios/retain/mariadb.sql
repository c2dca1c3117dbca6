ALTER USER 'orders_app'@'%' ACCOUNT LOCK;
ALTER USER 'orders_look'@'%' ACCOUNT LOCK;
ALTER USER 'orders_user'@'%' ACCOUNT LOCK;
