REVOKE SELECT (`id`, `total`) ON `orders`.`invoices` FROM 'cdc'@'%';
REVOKE SELECT (`id`, `total`) ON `orders`.`lines` FROM 'cdc'@'%';
