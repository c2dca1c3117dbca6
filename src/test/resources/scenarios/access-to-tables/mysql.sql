GRANT SELECT ON `catalog`.`prices` TO 'orders_user'@'%';
GRANT SELECT ON `catalog`.`products` TO 'orders_user'@'%';
