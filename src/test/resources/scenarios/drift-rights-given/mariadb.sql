REVOKE EXECUTE ON PROCEDURE `orders`.`cancel` FROM 'mallory'@'%';
REVOKE UPDATE (`paid`, `total`) ON `orders`.`invoices` FROM 'mallory'@'%';
REVOKE SELECT ON `orders`.* FROM 'mallory'@'10.0.0.7';
REVOKE PROCESS ON *.* FROM 'orders_user'@'%';
REVOKE GRANT OPTION ON `orders`.* FROM 'orders_user'@'%';
REVOKE 'dba'@'%' FROM 'orders_user'@'%';
REVOKE PROXY ON 'root'@'%' FROM 'orders_user'@'%';
REVOKE SELECT ON `%`.* FROM 'orders_user'@'%';
