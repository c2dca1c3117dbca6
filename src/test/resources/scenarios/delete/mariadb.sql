ALTER USER 'orders_user'@'%' ACCOUNT LOCK;
DROP DATABASE IF EXISTS `orders`;
DELETE FROM `lakou`.`marker` WHERE kind = 'schema' AND name = 'orders';
DROP DATABASE IF EXISTS `orders_jobs`;
DELETE FROM `lakou`.`marker` WHERE kind = 'schema' AND name = 'orders_jobs';
DROP USER IF EXISTS 'orders_user'@'%';
DELETE FROM `lakou`.`marker` WHERE kind = 'account' AND name = 'orders_user';
