GRANT SELECT (`id`, `name`) ON `catalog`.`products` TO 'orders_user'@'%';
