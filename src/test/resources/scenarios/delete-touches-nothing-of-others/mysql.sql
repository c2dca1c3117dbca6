ALTER USER 'orders_user'@'%' ACCOUNT LOCK;
DROP USER IF EXISTS 'orders_user'@'%';
