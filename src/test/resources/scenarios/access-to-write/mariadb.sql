GRANT INSERT ON `catalog\_jobs`.* TO 'orders_app'@'%';
GRANT INSERT ON `catalog`.* TO 'orders_user'@'%';
