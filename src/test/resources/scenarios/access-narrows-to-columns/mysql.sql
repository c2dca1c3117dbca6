REVOKE SELECT ON `catalog`.`prices` FROM 'orders_user'@'%';
REVOKE SELECT ON `catalog`.`products` FROM 'orders_user'@'%';
GRANT SELECT (`id`) ON `catalog`.`products` TO 'orders_user'@'%';
