GRANT SELECT, TRIGGER ON `orders`.* TO 'orders_user'@'%';
