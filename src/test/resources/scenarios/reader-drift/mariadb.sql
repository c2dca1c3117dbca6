REVOKE INSERT ON `orders`.* FROM 'reporting'@'%';
REVOKE SELECT ON `salaries`.* FROM 'reporting'@'%';
