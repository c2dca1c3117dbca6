ALTER USER 'orders_user'@'%' ACCOUNT LOCK;
REVOKE SELECT ON `catalog`.`prices` FROM 'orders_user'@'%';
REVOKE SELECT ON `catalog`.`products` FROM 'orders_user'@'%';
