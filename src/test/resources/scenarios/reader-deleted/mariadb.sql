ALTER USER 'reporting'@'%' ACCOUNT LOCK;
DROP USER IF EXISTS 'reporting'@'%';
DELETE FROM `lakou`.`marker` WHERE kind = 'account' AND name = 'reporting';
