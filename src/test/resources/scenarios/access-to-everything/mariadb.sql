GRANT SELECT ON `catalog`.* TO 'orders_user'@'%';
GRANT SELECT ON `catalog\_jobs`.* TO 'orders_user'@'%';
