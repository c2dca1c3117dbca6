GRANT SELECT ON `orders`.* TO 'cdc'@'%';
GRANT SELECT ON `orders\_jobs`.* TO 'cdc'@'%';
