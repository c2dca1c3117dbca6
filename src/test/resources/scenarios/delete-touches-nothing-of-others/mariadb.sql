ALTER USER 'orders_user'@'%' ACCOUNT LOCK;
DROP USER IF EXISTS 'orders_user'@'%';
DELETE FROM `lakou`.`marker` WHERE kind = 'account' AND name = 'orders_user';
