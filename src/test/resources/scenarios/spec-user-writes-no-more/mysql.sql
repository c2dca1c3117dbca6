REVOKE CREATE TEMPORARY TABLES ON `orders`.* FROM 'orders_app'@'%';
REVOKE DELETE ON `orders`.* FROM 'orders_app'@'%';
REVOKE EXECUTE ON `orders`.* FROM 'orders_app'@'%';
REVOKE INSERT ON `orders`.* FROM 'orders_app'@'%';
REVOKE LOCK TABLES ON `orders`.* FROM 'orders_app'@'%';
REVOKE UPDATE ON `orders`.* FROM 'orders_app'@'%';
