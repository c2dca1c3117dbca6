ALTER USER 'reporting'@'%' ACCOUNT LOCK;
DROP USER IF EXISTS 'reporting'@'%';
