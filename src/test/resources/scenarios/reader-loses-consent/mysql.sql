REVOKE SELECT ON `catalog`.* FROM 'reporting'@'%';
