GRANT SELECT (`id`, `total`) ON `orders`.`invoices` TO 'cdc'@'%';
GRANT SELECT (`id`, `total`) ON `orders`.`lines` TO 'cdc'@'%';
