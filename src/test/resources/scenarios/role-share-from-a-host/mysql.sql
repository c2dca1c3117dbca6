GRANT SELECT ON `orders`.* TO 'cdc'@'10.1.%';
