ALTER USER 'orders_old'@'%' ACCOUNT LOCK;
